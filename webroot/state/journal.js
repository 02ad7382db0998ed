import { patched } from '../net/messages.js';

const LIMIT = 300;

/**
 * The last changes of a room's log as they came: the latest state of each message, or as much of it as was told. A page of the
 * history that was under way meanwhile is brought up to date from it. It is complete from `from` on up to `position`; both are null before the log begins.
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

  /** A message, or a patch of one. Bounded: the oldest goes, and with it the completeness up to there. */
  add(change) {
    this.reached(change.position);
    const known = this.#messages.get(change.id);
    this.#messages.delete(change.id);
    this.#messages.set(change.id, known && change.fields ? patched(known, change) : change);
    if (this.#messages.size <= this.#limit) return;
    const [oldest] = this.#messages.values();
    this.#messages.delete(oldest.id);
    this.#from = Math.max(this.#from, oldest.position);
  }

  /** The message as it is now; it may be deleted. */
  latest(message) {
    const known = this.#messages.get(message.id);
    if (!known || known.position <= message.position) return message;
    return known.fields ? patched(message, known) : known;
  }

  /** Whether it is known to be deleted. */
  isGone(id) {
    return this.#messages.get(id)?.deleted === true;
  }

  /** What is in it beyond a seq and not deleted, in order. */
  beyond(seq) {
    return [...this.#messages.values()]
      .filter((message) => message.seq > seq && !message.deleted && !message.thread)
      .sort((a, b) => a.seq - b.seq);
  }
}
