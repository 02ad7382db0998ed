const FIRST_PAGE = 50;
const PAGE = 100;

/**
 * Reads pages of the log into a `Timeline`. Starting over ends whatever else is being read. `page` events carry what came.
 * Whatever has come as a change before a page is asked for is in the page, so that far it covers the log for certain.
 */
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
    return this.#startOver({ limit: FIRST_PAGE });
  }

  /** Starts over in the middle, with a seq and what stands around it. */
  around(seq) {
    return this.#startOver({ around: seq, limit: PAGE });
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

  async #startOver(where) {
    this.#reading.abort();
    this.#reading = new AbortController();
    this.#older = null;
    this.#newer = null;
    const { signal } = this.#reading;
    try {
      const page = await this.#page(where, signal);
      this.#apply(page, signal, () => this.#timeline.reset(page.messages, page));
    } catch (failure) {
      if (!signal.aborted) throw failure;
    }
  }

  async #readOlder(signal) {
    const page = await this.#page({ before: this.#timeline.first, limit: PAGE }, signal);
    this.#apply(page, signal, () => this.#timeline.addOlder(page.messages, page));
  }

  async #readNewer(signal) {
    const page = await this.#page({ after: this.#timeline.last, limit: PAGE }, signal);
    this.#apply(page, signal, () => this.#timeline.addNewer(page.messages, page));
  }

  async #page(where, signal) {
    const asked = this.#timeline.known;
    const page = await this.#api.messages(this.#roomId, where, signal);
    const covered = page.messages.reduce((most, { position }) => Math.max(most, position), asked);
    return { ...where, ...page, covered };
  }

  #apply(page, signal, change) {
    if (signal.aborted) return;
    change();
    this.dispatchEvent(new CustomEvent('page', { detail: page.messages }));
  }
}
