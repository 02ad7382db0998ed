import { Backoff } from '../net/backoff.js';
import { subscribeFrame } from '../net/frames.js';

const HELD = 2_000;
const PATIENCE = 15_000;
const FAR_OFF = 30_000;
/** What takes a place in the log; each has a `message`, the state after it or a patch of that. */
const CHANGES = new Set(['message', 'notice', 'message_edit', 'message_delete', 'reaction', 'pin']);
const ENDINGS = { room_not_found: 'gone', banned: 'banned' };

/**
 * One room on the connection: makes of whatever comes a log without holes or repeats. `position` is the place in the room's
 * log up to which everything is known, null before the first time. A hole, a lost connection or a server that is ahead lead to
 * subscribing again from there; until the answer, what comes is held back.
 *
 * `message` events bring each change once and in order, `reached` says that the position has moved without one. `subscribed`
 * says who is here; its `fresh` means that this is where the log begins for us, `lost` that there is a hole before this
 * position which the server won't fill, `otherLog` that it even is another log. `ended` means that the room is gone or closed
 * to us, `refused` brings a sentence why it isn't there just now.
 */
export class Subscription extends EventTarget {
  #roomId;
  #send;
  #clock;
  #backoff;
  #phase = 'off';
  #position = null;
  #epoch = null;
  #since = null;
  #held = new Map();
  #spilled = false;
  #timer = null;

  /** `epoch` is the log's as the history has it, null if unknown; `send(frame)` answers whether there was an open connection. */
  constructor({ roomId, epoch = null, send, clock, random = Math.random }) {
    super();
    this.#roomId = roomId;
    this.#epoch = epoch;
    this.#send = send;
    this.#clock = clock;
    this.#backoff = new Backoff({ base: 1_000, random });
  }

  get roomId() { return this.#roomId; }
  get position() { return this.#position; }
  /** off (no connection), asking, waiting (refused, asked again later), live, or over. */
  get phase() { return this.#phase; }

  connected() {
    this.#backoff.reset();
    this.ask();
  }

  disconnected() {
    this.#quiet('off');
  }

  stop() {
    this.#quiet('over');
  }

  /** Subscribes, or subscribes again from the position. */
  ask() {
    if (this.#phase === 'over') return;
    this.#startTimer(PATIENCE);
    this.#phase = 'asking';
    this.#spilled = false;
    this.#since = this.#position;
    this.#send(subscribeFrame(this.#roomId, this.#since, this.#epoch));
  }

  /** What came after `position` is wanted once more: a page of the history doesn't reach up to what is known here. */
  rewind(position) {
    this.#position = position;
    if (this.#phase === 'live') this.ask();
  }

  heard(frame) {
    if (this.#phase === 'over') return;
    if (CHANGES.has(frame.type)) this.#message(frame.message);
    else if (frame.type === 'caught_up') this.#caughtUp(frame.to);
    else if (frame.type === 'subscribed') this.#subscribed(frame);
    else if (frame.type === 'unsubscribed') this.#unsubscribed(frame.code);
    else if (frame.type === 'error') this.#error(frame);
  }

  /** How far the server has sent this room, as a pong tells; undefined if it doesn't know of the subscription. */
  head(position) {
    if (this.#phase === 'live' && !(position <= this.#position)) this.ask();
  }

  #message(message) {
    // While waiting too: an earlier subscribe may be answered after all.
    if (this.#phase === 'asking' || this.#phase === 'waiting') return this.#hold(message);
    if (this.#phase !== 'live' || message.position <= this.#position) return;
    if (message.position === this.#position + 1) return this.#accept(message);
    this.#hold(message);
    this.ask();
  }

  #caughtUp(to) {
    if (this.#phase === 'live' && to > this.#position) this.#reach(to);
  }

  #subscribed({ epoch, recovered, from, to, online }) {
    const otherLog = this.#epoch !== null && epoch !== this.#epoch;
    const fresh = this.#position === null;
    const whole = recovered && !fresh && !otherLog && !this.#spilled && from <= this.#position;
    this.#epoch = epoch;
    this.#phase = 'live';
    this.#stopTimer();
    this.#backoff.reset();
    const held = this.#takeHeld();
    if (whole) this.#recover(held, to);
    else this.#position = to;
    this.#tell('subscribed', { online, fresh, lost: !whole && (!fresh || otherLog), otherLog });
    for (const message of held) this.#message(message);
  }

  /** Positions of changes that were overtaken by later ones are left out: here alone a hole is none. */
  #recover(held, to) {
    for (const message of held) {
      if (this.#phase === 'over') return;
      if (message.position > this.#position && message.position <= to) this.#accept(message);
    }
    if (to > this.#position) this.#reach(to);
  }

  /** Without a code it is the answer to our own leaving, maybe from before we came back. */
  #unsubscribed(code) {
    if (code === null) return;
    this.stop();
    this.#tell('ended', ENDINGS[code] ?? 'refused');
  }

  /** A failed subscribe, or something that showed that the server knows of none. */
  #error({ code, message, retryable, retryAfter, nonce }) {
    if (code in ENDINGS) return this.#unsubscribed(code);
    if (code === 'not_subscribed' && this.#phase === 'live') return this.ask();
    if (code === 'not_subscribed' || nonce !== null || this.#phase !== 'asking') return;
    this.#later(retryable ? Math.max(this.#backoff.next(), retryAfter ?? 0) : FAR_OFF, message);
  }

  #later(wait, message) {
    this.#phase = 'waiting';
    this.#startTimer(wait);
    this.#tell('refused', message);
  }

  #accept(message) {
    this.#position = message.position;
    this.#tell('message', message);
  }

  #reach(position) {
    this.#position = position;
    this.#tell('reached', position);
  }

  /** Bounded: too much to hold is too much to recover, and then the history is read again. */
  #hold(message) {
    if (this.#position !== null && message.position <= this.#position) return;
    this.#held.set(message.position, message);
    if (this.#held.size <= HELD) return;
    this.#held.clear();
    this.#spilled = true;
  }

  #takeHeld() {
    const held = [...this.#held.values()].sort((a, b) => a.position - b.position);
    this.#held.clear();
    return held;
  }

  #quiet(phase) {
    this.#stopTimer();
    this.#held.clear();
    if (this.#phase !== 'over') this.#phase = phase;
  }

  #startTimer(delay) {
    this.#stopTimer();
    this.#timer = this.#clock.setTimeout(() => this.ask(), delay);
  }

  #stopTimer() {
    this.#clock.clearTimeout(this.#timer);
    this.#timer = null;
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
