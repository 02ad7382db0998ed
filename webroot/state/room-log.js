import { PatientRead } from './patient-read.js';

/**
 * A room's log as it is known here: brings the pages of the history and the changes of the subscription together, so that the
 * messages in the window are always one piece in its latest state. The first page and the subscription are asked for at the
 * same time and may come in any order.
 * `message` events bring `{message, isNew, isSeen}` for each change (a message's state, or a patch of it), `page` what was read, `reached` that the position has
 * moved, `subscribed` who is here, whether something is missing until the next page, and whether it is another log than before, `refused` why there is no subscription just now,
 * and `ended` that there will be none (gone, refused).
 */
export class RoomLog extends EventTarget {
  #subscription;
  #history;
  #timeline;
  #page;
  #following = true;
  #place = null;
  #stop = new AbortController();

  constructor({ subscription, history, timeline, clock, random = Math.random }) {
    super();
    this.#subscription = subscription;
    this.#history = history;
    this.#timeline = timeline;
    this.#page = new PatientRead({ clock, random, gone: (reason) => this.#tell('ended', reason) });
    this.#listen();
  }

  get position() { return this.#timeline.position; }
  get messages() { return this.#timeline.messages; }
  get last() { return this.#timeline.last; }
  get head() { return this.#timeline.head; }
  get loaded() { return this.#timeline.loaded; }
  get atStart() { return this.#timeline.atStart; }
  get attached() { return this.#timeline.attached; }
  /** What comes now is not shown before the page that it follows. */
  get awaitsPage() { return this.#timeline.stale || !this.loaded; }
  /** Whether the end of the window is the end of the room, as far as anybody knows. */
  get atEnd() { return this.attached || this.awaitsPage; }

  start() {
    this.#page.start(() => this.#history.newest());
  }

  close() {
    this.#stop.abort();
    this.#page.stop();
    this.#history.stop();
  }

  /** Whether the end is in view, and if not, at which seq the view begins. */
  follow(following, place = null) {
    this.#following = following;
    this.#place = place;
  }

  older() {
    return this.#history.older();
  }

  newer() {
    return this.#history.newer();
  }

  /** While the first page is on its way, that is the latest already, and starting over would only hold up what waits for it. */
  latest() {
    return this.attached || !this.loaded ? Promise.resolve() : this.#jump(() => this.#history.newest());
  }

  /** The message if it is in the window, else undefined. */
  find(id) {
    return this.messages.find((message) => message.id === id);
  }

  /** Brings a seq and what stands around it into the window. */
  around(seq) {
    const isHere = this.messages.length > 0 && this.messages[0].seq <= seq + 1 && seq < this.last;
    return isHere ? Promise.resolve() : this.#jump(() => this.#history.around(seq));
  }

  #listen() {
    const { signal } = this.#stop;
    const on = (target, type, task) => target.addEventListener(type, ({ detail }) => task(detail), { signal });
    on(this.#subscription, 'message', (message) => this.#message(message));
    on(this.#subscription, 'reached', (position) => this.#reached(position));
    on(this.#subscription, 'subscribed', (how) => this.#subscribed(how));
    on(this.#subscription, 'refused', (sentence) => this.#tell('refused', sentence));
    on(this.#subscription, 'ended', (reason) => this.#tell('ended', reason));
    on(this.#history, 'page', (messages) => this.#pageRead(messages));
  }

  #message(message) {
    const isNew = message.seq > this.#timeline.head && !message.deleted && !message.thread;
    const isSeen = this.#timeline.apply(message, this.#following) !== 'known';
    this.#tell('message', { message, isNew, isSeen });
    this.#tell('reached', message.position);
  }

  #reached(position) {
    this.#timeline.reached(position);
    this.#tell('reached', position);
  }

  #subscribed({ online, fresh, lost, otherLog }) {
    const { position } = this.#subscription;
    if (fresh) this.#timeline.begin(position);
    if (otherLog) this.#timeline.clear();
    if (lost) this.#reload(position);
    this.#mend();
    this.#tell('subscribed', { online, lost, otherLog });
    this.#tell('reached', position);
  }

  /** The reader's place stays: who was at the end is there again, who was elsewhere goes on reading where they were. */
  #reload(position) {
    this.#timeline.restart(position);
    const place = this.#following || !this.loaded ? null : this.#place;
    this.#page.start(() => (place === null ? this.#history.newest() : this.#history.around(place)));
  }

  /** A jump ends the reading of the page that the room is waiting for: if it fails, that is read again. */
  async #jump(read) {
    try {
      await read();
    } catch (problem) {
      if (this.#timeline.stale && !this.#stop.signal.aborted) this.start();
      throw problem;
    }
  }

  #pageRead(messages) {
    this.#mend();
    this.#tell('page', messages);
  }

  /** A page from before the subscription may end before that begins: what is between them is asked for. */
  #mend() {
    const { doubt } = this.#timeline;
    if (doubt === null || this.#subscription.phase === 'asking') return;
    this.#timeline.begin(doubt);
    this.#subscription.rewind(doubt);
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
