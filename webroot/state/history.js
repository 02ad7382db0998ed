const FIRST_PAGE = 50;
const PAGE = 100;
const CATCH_UP_PAGES = 5;

/** Reads pages of the log into a `Timeline`. Starting over ends whatever else is being read. `page` events carry what came. */
export class History extends EventTarget {
  #roomId;
  #api;
  #timeline;
  #reading = new AbortController();
  #older = null;
  #newer = null;

  constructor({ roomId, api, timeline }) {
    super();
    this.#roomId = roomId;
    this.#api = api;
    this.#timeline = timeline;
  }

  /** Starts over with the newest page. */
  newest() {
    return this.#startOver(async (signal) => {
      const settled = this.#timeline.head;
      const page = await this.#page({ limit: FIRST_PAGE }, signal);
      this.#apply(page, signal, () => this.#timeline.reset(page.messages, { ...page, settled }));
    });
  }

  /** Starts over in the middle, with a seq and what stands around it. */
  around(seq) {
    return this.#startOver(async (signal) => {
      const settled = this.#timeline.head;
      const page = await this.#page({ around: seq, limit: PAGE }, signal);
      this.#apply(page, signal, () => this.#timeline.reset(page.messages, { ...page, settled }));
    });
  }

  /** After a return or a hole: everything since the last contiguous seq. Too much for a few pages means starting over at the end. */
  missed() {
    if (!this.#timeline.loaded) return this.newest();
    return this.#startOver((signal) => (this.#timeline.attached ? this.#fill(signal) : this.#probe(signal)));
  }

  /** The page above the window; a second call while it is on its way gets the same answer. */
  older() {
    if (this.#timeline.atStart || !this.#timeline.loaded) return Promise.resolve();
    this.#older ??= this.#readOlder(this.#reading.signal).finally(() => { this.#older = null; });
    return this.#older;
  }

  /** The page below a window that isn't attached to the end. */
  newer() {
    if (this.#timeline.attached || !this.#timeline.loaded) return Promise.resolve();
    this.#newer ??= this.#readNewer(this.#reading.signal).finally(() => { this.#newer = null; });
    return this.#newer;
  }

  stop() {
    this.#reading.abort();
  }

  async #fill(signal) {
    for (let pages = 0; pages < CATCH_UP_PAGES; pages += 1) {
      const page = await this.#readNewer(signal);
      if (signal.aborted || (!page.newer && !this.#timeline.hasGap)) return;
    }
    await this.newest();
  }

  /** The reader is elsewhere: only how far the log has come is of interest. */
  async #probe(signal) {
    const { messages } = await this.#page({ limit: 1 }, signal);
    this.#timeline.sawHead(messages.at(-1)?.seq ?? 0);
  }

  async #readOlder(signal) {
    const page = await this.#page({ before: this.#timeline.first, limit: PAGE }, signal);
    this.#apply(page, signal, () => this.#timeline.addOlder(page.messages, page));
  }

  async #readNewer(signal) {
    const settled = this.#timeline.newestHeld;
    const page = await this.#page({ after: this.#timeline.last, limit: PAGE }, signal);
    this.#apply(page, signal, () => this.#timeline.addNewer(page.messages, { ...page, settled }));
    return page;
  }

  #page(where, signal) {
    return this.#api.messages(this.#roomId, where, signal);
  }

  #apply(page, signal, change) {
    if (signal.aborted) return;
    change();
    this.dispatchEvent(new CustomEvent('page', { detail: page.messages }));
  }

  async #startOver(read) {
    this.#reading.abort();
    this.#reading = new AbortController();
    this.#older = null;
    this.#newer = null;
    const { signal } = this.#reading;
    try {
      await read(signal);
    } catch (failure) {
      if (!signal.aborted) throw failure;
    }
  }
}
