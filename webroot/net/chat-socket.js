import { Backoff } from './backoff.js';
import { Closing, TOO_FAST, meaningOf } from './close-codes.js';
import { pingFrame, readFrame } from './frames.js';
import { Heartbeat } from './heartbeat.js';

const PATIENCE = 10_000;
const TOO_FAST_WAIT = 5_000;
const LONGEST_WAIT = 60_000;
const OPEN = 1;

/**
 * One person's connection for all their rooms, which comes back by itself until it is told not to.
 * `state` events say where it stands, `frame` events carry what was heard, `ended` says why it will not come back.
 * It counts as open only once the server's `hello` was heard: a socket that opens and closes at once is not a return.
 */
export class ChatSocket extends EventTarget {
  #url;
  #WebSocket;
  #clock;
  #backoff;
  #heartbeat;
  #socket = null;
  #timer = null;
  #hello = null;
  #person;
  #notBefore = 0;
  #state = Object.freeze({ phase: 'idle', retryAt: null, since: 0 });

  /** `person` is the name of the account that the server must greet; null for a guest, who is greeted the same way each time. */
  constructor({ url, WebSocket, clock, person = null, random = Math.random }) {
    super();
    this.#person = person;
    this.#url = url;
    this.#WebSocket = WebSocket;
    this.#clock = clock;
    this.#backoff = new Backoff({ random });
    this.#heartbeat = new Heartbeat({ clock, ping: () => this.send(pingFrame()), dead: () => this.suspect() });
  }

  /** `phase` is idle, connecting, open, waiting, offline or ended; `since` is when the last good time ended; `retryAt` is set while waiting. */
  get state() {
    return this.#state;
  }

  /** The name as the server has it, from the last hello; null before the first. */
  get username() {
    return this.#hello?.username ?? null;
  }

  /** How many rooms the server lets one socket subscribe to; 0 for any number. */
  get subscriptions() {
    return this.#hello?.subscriptions ?? 0;
  }

  start() {
    if (this.#state.phase === 'idle') this.#connect();
  }

  /** Ends the wait, unless the server asked for it. A running attempt is left alone, an open connection asked whether it lives. */
  tryNow() {
    const { phase } = this.#state;
    if (phase === 'open') this.#heartbeat.check();
    else if ((phase === 'waiting' || phase === 'offline') && this.#clock.now() >= this.#notBefore) this.#connect();
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
  send(frame) {
    if (this.#state.phase !== 'open' || this.#socket.readyState !== OPEN) return false;
    this.#socket.send(frame);
    this.#heartbeat.sent();
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
    this.#heartbeat.heard(frame?.type === 'pong');
    if (frame === null) return;
    if (frame.type === 'hello') this.#greeted(frame);
    if (frame.type === 'error') this.#toldToWait(frame);
    if (this.#state.phase === 'open') this.dispatchEvent(new CustomEvent('frame', { detail: frame }));
  }

  #greeted(hello) {
    if (this.#state.phase !== 'connecting') return;
    // Somebody else has signed in in this browser: what waits to be sent is not theirs.
    const isOther = this.#person === null ? hello.personId !== null : this.#person !== hello.username;
    if (isOther) return this.#end(Closing.SOMEBODY_ELSE);
    this.#person = hello.username;
    this.#hello = hello;
    this.#stopTimer();
    this.#backoff.reset();
    this.#heartbeat.start(hello.heartbeat);
    this.#enter('open');
  }

  /** Should this connection be closed next, the new one honours the wait as well. */
  #toldToWait({ retryAfter }) {
    if (retryAfter !== null) this.#notBefore = this.#clock.now() + Math.min(retryAfter, LONGEST_WAIT);
  }

  #closed(code) {
    const meaning = meaningOf(code);
    if (meaning === Closing.RETRY) this.#lost(code === TOO_FAST ? TOO_FAST_WAIT : 0);
    else this.#end(meaning);
  }

  #end(meaning) {
    this.#drop();
    this.#enter('ended');
    this.dispatchEvent(new CustomEvent('ended', { detail: meaning }));
  }

  #lost(atLeast = 0) {
    this.#drop();
    const now = this.#clock.now();
    this.#notBefore = Math.max(this.#notBefore, now + atLeast);
    const wait = Math.max(this.#backoff.next(), this.#notBefore - now);
    this.#timer = this.#clock.setTimeout(() => this.#connect(), wait);
    this.#enter('waiting', now + wait);
  }

  /** Handlers go first: a close that is still under way must not speak for the next connection. */
  #drop() {
    this.#stopTimer();
    this.#heartbeat.stop();
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
