const ROOMS = 200;
const KEY = 'read';

/**
 * How far a person has read in one room, over visits. `line` is the seq after which the "new" line stands, or null;
 * `unread` counts what came while nobody looked. Attentive means that the end of the room is on a screen in use.
 */
export class Reading {
  #shelf;
  #roomId;
  #line = null;
  #unread = 0;
  #head = 0;
  #opened = false;

  constructor({ shelf, roomId }) {
    this.#shelf = shelf;
    this.#roomId = roomId;
  }

  get line() { return this.#line; }
  get head() { return this.#head; }
  get unread() { return this.#unread; }
  /** Messages behind the line, for "12 new messages", as far as seqs tell: changes of messages take some too. */
  get behindLine() { return this.#line === null ? 0 : this.#head - this.#line; }

  /** The room's end is known for the first time: what came since the last visit is new. A first visit has nothing new. */
  open(head) {
    if (this.#opened) return;
    this.#opened = true;
    this.#head = head;
    const stopped = this.#marks()[this.#roomId];
    if (Number.isSafeInteger(stopped) && stopped < head) this.#line = stopped;
  }

  /** Back in the room after having been in others: what was new the last time no longer is. */
  revisit() {
    if (this.#unread === 0) this.#line = null;
  }

  /** It is another log, with other seqs: nothing is known to be new in it. */
  restart() {
    this.#opened = false;
    this.#line = null;
    this.#unread = 0;
    this.#head = 0;
  }

  /** The log has grown to `head`; `others` of what came are not our own. */
  grow(head, others, attentive) {
    const before = this.#head;
    this.#head = Math.max(this.#head, head);
    if (attentive || !this.#opened) return;
    if (others > 0 && this.#unread === 0) this.#line = before;
    this.#unread += others;
  }

  /** The end is in view and somebody is there. The line stays where it was, it only stops growing. */
  attend() {
    this.#unread = 0;
    if (this.#opened) this.#store(this.#head);
  }

  /** Whoever answers has read. */
  answered() {
    this.#line = null;
    this.attend();
  }

  #store(seq) {
    const marks = this.#marks();
    if (marks[this.#roomId] === seq) return;
    delete marks[this.#roomId];
    marks[this.#roomId] = seq;
    for (const old of Object.keys(marks).slice(0, -ROOMS)) delete marks[old];
    this.#shelf.set(KEY, marks);
  }

  #marks() {
    return this.#shelf.get(KEY, {});
  }
}
