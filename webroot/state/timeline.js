const WINDOW = 400;
const HELD = 200;

/**
 * The part of a room's log that is in memory: always one piece without holes, never more than `limit` messages.
 * `last` is the seq up to which everything is known; what arrives beyond `last + 1` is held back until the hole is read.
 * Attached means that the piece reaches the living end; a reader far up in the history is detached from it.
 */
export class Timeline {
  #limit;
  #messages = [];
  #held = new Map();
  #last = 0;
  #head = 0;
  #atStart = false;
  #attached = false;
  #loaded = false;

  constructor({ limit = WINDOW } = {}) {
    this.#limit = limit;
  }

  get messages() { return this.#messages; }
  get first() { return this.#messages[0]?.seq ?? this.#last + 1; }
  get last() { return this.#last; }
  /** The highest seq ever heard of, in the window or not. */
  get head() { return this.#head; }
  get atStart() { return this.#atStart; }
  get attached() { return this.#attached; }
  get loaded() { return this.#loaded; }
  get hasGap() { return this.#attached && this.#held.size > 0; }
  /** A page that was asked for now and has no successor vouches for everything up to here. */
  get newestHeld() { return Math.max(0, ...this.#held.keys()); }

  /** A message as it happens. Answers added, known, gap (read what is missing) or later (the window is elsewhere). */
  live(message, following = true) {
    const { seq } = message;
    this.sawHead(seq);
    if (this.#loaded && seq <= this.#last) return 'known';
    if (this.#attached && !following && this.#messages.length >= this.#limit) this.#attached = false;
    if (this.#attached && seq === this.#last + 1) {
      this.#push(message);
      this.#releaseHeld();
      this.#trimTop();
      return 'added';
    }
    this.#hold(message);
    return this.#attached ? 'gap' : 'later';
  }

  /** Starts over with one page, from anywhere in the log. */
  reset(messages, { older, newer, settled = 0 }) {
    this.#messages = [...messages];
    this.#last = messages.at(-1)?.seq ?? 0;
    this.#atStart = !older;
    this.#loaded = true;
    this.#attached = false;
    this.sawHead(this.#last);
    if (!newer) this.#settle(settled);
  }

  addOlder(messages, { older }) {
    const first = this.first;
    this.#messages.unshift(...messages.filter(({ seq }) => seq < first));
    this.#atStart = !older;
    this.#trimBottom();
  }

  /** `settled`: the highest seq known when the page was asked for. Without a newer page, the holes below it are real. */
  addNewer(messages, { newer, settled = 0 }) {
    for (const message of messages) if (message.seq > this.#last) this.#push(message);
    this.sawHead(this.#last);
    if (!newer) this.#settle(settled);
    this.#trimTop();
  }

  sawHead(seq) {
    this.#head = Math.max(this.#head, seq);
  }

  #push(message) {
    this.#messages.push(message);
    this.#last = message.seq;
    this.#held.delete(message.seq);
  }

  #settle(settled) {
    this.#attached = true;
    for (const seq of [...this.#held.keys()].sort((a, b) => a - b)) {
      if (seq <= settled && seq > this.#last) this.#push(this.#held.get(seq));
    }
    this.#releaseHeld();
  }

  #releaseHeld() {
    for (const seq of this.#held.keys()) if (seq <= this.#last) this.#held.delete(seq);
    while (this.#held.has(this.#last + 1)) this.#push(this.#held.get(this.#last + 1));
  }

  /** Bounded: the oldest go, the hole they leave is read again later. */
  #hold(message) {
    this.#held.set(message.seq, message);
    if (this.#held.size > HELD) this.#held.delete(Math.min(...this.#held.keys()));
  }

  #trimTop() {
    const excess = this.#messages.length - this.#limit;
    if (excess <= 0) return;
    this.#messages.splice(0, excess);
    this.#atStart = false;
  }

  #trimBottom() {
    if (this.#messages.length <= this.#limit) return;
    this.#messages.length = this.#limit;
    this.#last = this.#messages.at(-1).seq;
    this.#attached = false;
  }
}
