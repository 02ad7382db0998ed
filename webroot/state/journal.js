const LIMIT = 300;

/**
 * The last changes of a room's log as they came, the latest state of each message. A page of the history that was under way
 * meanwhile is brought up to date from it. It is complete from `from` on up to `position`; both are null before the log begins.
 */
export class Journal {
  #limit;
  #messages = new Map();
  #from = null;
  #position = null;

  constructor({ limit = LIMIT } = {}) {
    this.#limit = limit;
  }

  get from() { return this.#from; }
  get position() { return this.#position; }

  /** Forgets all: what comes next follows this position. */
  begin(position) {
    this.#messages.clear();
    this.#from = position;
    this.#position = position;
  }

  reached(position) {
    this.#position = Math.max(this.#position, position);
  }

  /** Bounded: the oldest goes, and with it the completeness up to there. */
  add(message) {
    this.reached(message.position);
    this.#messages.delete(message.seq);
    this.#messages.set(message.seq, message);
    if (this.#messages.size <= this.#limit) return;
    const [oldest] = this.#messages.values();
    this.#messages.delete(oldest.seq);
    this.#from = Math.max(this.#from, oldest.position);
  }

  /** The message as it is now; it may be deleted. */
  latest(message) {
    const known = this.#messages.get(message.seq);
    return known && known.position > message.position ? known : message;
  }

  /** What is in it beyond a seq and not deleted, in order. */
  beyond(seq) {
    return [...this.#messages.values()]
      .filter((message) => message.seq > seq && !message.deleted)
      .sort((a, b) => a.seq - b.seq);
  }
}
