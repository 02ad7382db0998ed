import { Backoff } from './backoff.js';
import { Closing, meaningOf } from './close-codes.js';
import { messageFrame, readFrame, typingFrame } from './frames.js';

const PATIENCE = 10_000;
const OPEN = 1;

/**
 * One room's connection, which comes back by itself until it is told not to.
 * `state` events say where it stands, `frame` events carry what was heard, `ended` says why it will not come back.
 * It counts as open only once the own `join` was heard: a socket that opens and closes at once is not a return.
 */
export class RoomSocket extends EventTarget {
  #url;
  #WebSocket;
  #clock;
  #backoff;
  #socket = null;
  #timer = null;
  #state = Object.freeze({ phase: 'idle', retryAt: null, since: 0 });

  constructor({ url, WebSocket, clock, random = Math.random }) {
    super();
    this.#url = url;
    this.#WebSocket = WebSocket;
    this.#clock = clock;
    this.#backoff = new Backoff({ random });
  }

  /** `phase` is idle, connecting, open, waiting, offline or ended; `since` is when the last good time ended; `retryAt` is set while waiting. */
  get state() {
    return this.#state;
  }

  start() {
    if (this.#state.phase === 'idle') this.#connect();
  }

  /** Ends the wait at once. A running attempt or an open connection is left alone. */
  tryNow() {
    if (this.#state.phase !== 'waiting' && this.#state.phase !== 'offline') return;
    this.#connect();
  }

  /** The machine has no network: say so at once and don't try in vain. */
  offline() {
    if (this.#state.phase === 'idle' || this.#state.phase === 'ended') return;
    this.#drop();
    this.#enter('offline');
  }

  /** The link is believed dead although nobody closed it. */
  suspect() {
    if (this.#state.phase !== 'open') return;
    this.#drop();
    this.#connect();
  }

  close() {
    this.#drop();
    this.#enter('ended');
  }

  /** False when the frame could not be handed to an open connection. */
  sendMessage(content, nonce) {
    return this.#send(messageFrame(content, nonce));
  }

  sendTyping() {
    return this.#send(typingFrame());
  }

  #send(frame) {
    if (this.#state.phase !== 'open' || this.#socket.readyState !== OPEN) return false;
    this.#socket.send(frame);
    return true;
  }

  #connect() {
    this.#drop();
    const socket = new this.#WebSocket(this.#url);
    this.#socket = socket;
    this.#timer = this.#clock.setTimeout(() => this.#lost(), PATIENCE);
    socket.onmessage = ({ data }) => this.#heard(data);
    socket.onclose = ({ code }) => this.#closed(code);
    this.#enter('connecting');
  }

  #heard(data) {
    const frame = readFrame(data);
    if (frame === null) return;
    if (this.#state.phase === 'connecting') {
      if (frame.type !== 'join') return;
      this.#stopTimer();
      this.#backoff.reset();
      this.#enter('open');
    }
    this.dispatchEvent(new CustomEvent('frame', { detail: frame }));
  }

  #closed(code) {
    const meaning = meaningOf(code);
    if (meaning === Closing.RETRY) return this.#lost();
    this.#drop();
    this.#enter('ended');
    this.dispatchEvent(new CustomEvent('ended', { detail: meaning }));
  }

  #lost() {
    this.#drop();
    const wait = this.#backoff.next();
    this.#timer = this.#clock.setTimeout(() => this.#connect(), wait);
    this.#enter('waiting', this.#clock.now() + wait);
  }

  /** Handlers go first: a close that is still under way must not speak for the next connection. */
  #drop() {
    this.#stopTimer();
    const socket = this.#socket;
    this.#socket = null;
    if (!socket) return;
    socket.onmessage = null;
    socket.onclose = null;
    socket.close();
  }

  #stopTimer() {
    this.#clock.clearTimeout(this.#timer);
    this.#timer = null;
  }

  #enter(phase, retryAt = null) {
    const wasGood = this.#state.phase === 'open' || this.#state.phase === 'idle';
    const since = wasGood ? this.#clock.now() : this.#state.since;
    this.#state = Object.freeze({ phase, retryAt, since });
    this.dispatchEvent(new CustomEvent('state', { detail: this.#state }));
  }
}
