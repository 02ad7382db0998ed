import { Backoff } from '../net/backoff.js';

const LIMIT = 50;
const IN_FLIGHT = 8;
const CONFIRM_WITHIN = 10_000;
const RETRIES = 4;
const TOLD_RETRIES = 30;
const UNHEARD = 2;

/**
 * Messages that aren't acknowledged yet, in the order in which they were written. Each keeps its nonce for life, so
 * sending again is harmless, also after a reload. `status` is queued, sent, waiting (refused, tried again later), failed, or
 * stored: acknowledged, but its place in the room has not come yet.
 * `change` says that the list is different, `silent` that the open connection answers nothing any more.
 */
export class Outbox extends EventTarget {
  #shelf;
  #key;
  #clock;
  #random;
  #newNonce;
  #send = null;
  #careful = false;
  #entries;
  #timers = new Map();

  constructor({ shelf, key, clock, newNonce, random = Math.random }) {
    super();
    this.#shelf = shelf;
    this.#key = key;
    this.#clock = clock;
    this.#newNonce = newNonce;
    this.#random = random;
    this.#entries = shelf.get(key, []).slice(0, LIMIT).map(revive);
  }

  get entries() {
    return this.#entries;
  }

  get isFull() {
    return this.#entries.length >= LIMIT;
  }

  /** The room is subscribed and has caught up: what is stored already was found by its nonce, the rest goes out again. */
  open(send) {
    this.#send = send;
    this.#flush();
  }

  close() {
    this.#send = null;
    for (const timer of this.#timers.values()) this.#clock.clearTimeout(timer);
    this.#timers.clear();
    for (const entry of this.#entries) if (entry.status !== 'failed' && entry.status !== 'stored') entry.status = 'queued';
    this.#changed();
  }

  /** `attached` is what goes with the text: `{quote, thread, files}`, as a message has them, of the thread only its id. */
  post(content, attached = {}) {
    if (this.isFull) return null;
    const entry = revive({ nonce: this.#newNonce(), content, attached, at: this.#clock.now(), status: 'queued' });
    this.#entries.push(entry);
    this.#flush();
    return entry;
  }

  /** The server has stored it at `seq`. It stays until that place is reached, as others may stand before it. */
  acknowledge(nonce, seq) {
    const entry = this.#find(nonce);
    if (!entry) return;
    this.#stopTimer(nonce);
    Object.assign(entry, { status: 'stored', seq, reason: null, after: null });
    this.#flush();
  }

  /** Everything up to this position has come: what was acknowledged up to here is in the log, on the screen or not. */
  settle(position) {
    const isThere = ({ status, seq }) => status === 'stored' && seq <= position;
    if (!this.#entries.some(isThere)) return;
    this.#entries = this.#entries.filter((entry) => !isThere(entry));
    this.#changed();
  }

  /** The log is another one: what the old one had acknowledged may not be in it. */
  unsettle() {
    for (const entry of this.#entries) if (entry.status === 'stored') Object.assign(entry, { status: 'queued', seq: null });
    this.#changed();
  }

  /** Its own message has come. */
  confirm(nonce) {
    const index = this.#entries.findIndex((entry) => entry.nonce === nonce);
    if (index < 0) return false;
    this.#remove(index);
    this.#flush();
    return true;
  }

  /**
   * The server said no. `after` is the last seq on the screen: a failed message keeps that place. A server that says how long
   * to wait (`retryAfter` in ms) is believed for longer.
   */
  refuse(nonce, { retryable, message, after, retryAfter = null }) {
    const entry = this.#find(nonce);
    if (!entry || entry.status === 'failed' || entry.status === 'stored') return;
    if (retryable && entry.refusals < (retryAfter === null ? RETRIES : TOLD_RETRIES)) {
      entry.refusals += 1;
      this.#careful = true;
      this.#waitToRetry(entry, retryAfter);
    } else {
      this.#stopTimer(nonce);
      Object.assign(entry, { status: 'failed', reason: message, after });
    }
    this.#flush();
  }

  /** Goes to the end: that is where it will stand once it is stored. */
  retry(nonce) {
    const entry = this.#find(nonce);
    if (entry?.status !== 'failed') return;
    this.#entries.splice(this.#entries.indexOf(entry), 1);
    this.#entries.push(Object.assign(entry, { status: 'queued', refusals: 0, unheard: 0, reason: null, after: null }));
    this.#flush();
  }

  discard(nonce) {
    const index = this.#entries.findIndex((entry) => entry.nonce === nonce);
    if (index < 0) return;
    this.#remove(index);
    this.#flush();
  }

  /** Hands over what never left this page, for a person who goes on under another name. */
  takeUnsent() {
    const unsent = this.#entries.filter((entry) => !entry.left);
    this.#entries = this.#entries.filter((entry) => entry.left);
    this.#changed();
    return unsent;
  }

  adopt(entries) {
    this.#entries.push(...entries.slice(0, LIMIT - this.#entries.length));
    this.#flush();
  }

  /** In order: nothing overtakes a message that waits for its next try, and after a no they go one by one until all are out. */
  #flush() {
    this.#careful &&= this.#entries.some(({ status }) => status !== 'failed' && status !== 'stored');
    let inFlight = this.#entries.filter(({ status }) => status === 'sent').length;
    for (const entry of this.#send ? this.#entries : []) {
      if (entry.status === 'waiting' || inFlight >= (this.#careful ? 1 : IN_FLIGHT)) break;
      if (entry.status !== 'queued') continue;
      if (!this.#dispatch(entry)) break;
      inFlight += 1;
    }
    this.#changed();
  }

  /** Noted before it goes: whatever is answered finds it under way. */
  #dispatch(entry) {
    entry.status = 'sent';
    this.#startTimer(entry.nonce, CONFIRM_WITHIN, () => this.#unheard(entry));
    if (this.#send(entry.content, entry.nonce, entry.attached)) {
      entry.left = true;
      return true;
    }
    this.#stopTimer(entry.nonce);
    entry.status = 'queued';
    return false;
  }

  #unheard(entry) {
    entry.unheard += 1;
    entry.status = 'queued';
    if (entry.unheard % UNHEARD === 0) this.dispatchEvent(new CustomEvent('silent'));
    else this.#flush();
  }

  #waitToRetry(entry, retryAfter) {
    entry.status = 'waiting';
    this.#startTimer(entry.nonce, retryAfter ?? this.#growingWait(entry.refusals), () => {
      entry.status = 'queued';
      this.#flush();
    });
  }

  #growingWait(refusals) {
    const backoff = new Backoff({ base: 1_000, random: this.#random });
    let wait = 0;
    for (let refusal = 0; refusal < refusals; refusal += 1) wait = backoff.next();
    return wait;
  }

  #startTimer(nonce, delay, task) {
    this.#stopTimer(nonce);
    this.#timers.set(nonce, this.#clock.setTimeout(() => {
      this.#timers.delete(nonce);
      task();
    }, delay));
  }

  #stopTimer(nonce) {
    this.#clock.clearTimeout(this.#timers.get(nonce));
    this.#timers.delete(nonce);
  }

  #remove(index) {
    const [entry] = this.#entries.splice(index, 1);
    this.#stopTimer(entry.nonce);
  }

  #find(nonce) {
    return this.#entries.find((entry) => entry.nonce === nonce);
  }

  #changed() {
    const open = this.#entries.filter(({ status }) => status !== 'stored');
    if (open.length > 0) this.#shelf.set(this.#key, open);
    else this.#shelf.remove(this.#key);
    this.dispatchEvent(new CustomEvent('change'));
  }
}

/** `left`: was handed to a connection at least once, so it may be stored. */
function revive({ nonce, content, attached, at, status, left = false, reason = null, after = null }) {
  const { quote = null, thread = null, files = [] } = attached ?? {};
  return { nonce, content, attached: { quote, thread, files }, at, left, reason, after, seq: null, status: status === 'failed' ? 'failed' : 'queued', refusals: 0, unheard: 0 };
}
