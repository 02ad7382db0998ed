const POLL = 15_000;

/** The list of rooms. There is no push for it, so it is read again calmly while somebody looks, and after every change of our own. */
export class Rooms extends EventTarget {
  #api;
  #clock;
  #isWatched;
  #list = [];
  #status = 'loading';
  #timer = null;
  #latest = 0;

  constructor({ api, clock, isWatched }) {
    super();
    this.#api = api;
    this.#clock = clock;
    this.#isWatched = isWatched;
  }

  get list() { return this.#list; }
  /** loading, ready, or unreachable (never read yet; a list once read stays when the server is away). */
  get status() { return this.#status; }

  find(id) {
    return this.#list.find((room) => room.id === id) ?? null;
  }

  /** The room `steps` further down the list, round the ends. */
  neighbour(id, steps) {
    const { length } = this.#list;
    if (length === 0) return null;
    const index = this.#list.findIndex((room) => room.id === id);
    if (index < 0) return this.#list[steps > 0 ? 0 : length - 1];
    return this.#list[(index + steps + length) % length];
  }

  stop() {
    this.#clock.clearTimeout(this.#timer);
  }

  async refresh() {
    this.#clock.clearTimeout(this.#timer);
    this.#timer = this.#clock.setTimeout(() => this.#poll(), POLL);
    const turn = this.#latest += 1;
    try {
      const list = await this.#api.rooms();
      if (turn === this.#latest) this.#become('ready', list);
    } catch {
      if (turn === this.#latest && this.#status !== 'ready') this.#become('unreachable', []);
    }
  }

  async create(name) {
    const room = await this.#api.createRoom(name.trim());
    this.#become(this.#status, [room, ...this.#list.filter(({ id }) => id !== room.id)]);
    this.refresh();
    return room;
  }

  async remove(id) {
    try {
      await this.#api.deleteRoom(id);
    } catch (problem) {
      if (!problem.gone) throw problem;
    }
    this.forget(id);
  }

  /** The room is known to be gone. */
  forget(id) {
    this.#become(this.#status, this.#list.filter((room) => room.id !== id));
    this.refresh();
  }

  #poll() {
    if (this.#isWatched()) return this.refresh();
    this.#timer = this.#clock.setTimeout(() => this.#poll(), POLL);
    return undefined;
  }

  #become(status, list) {
    const same = this.#status === status && list.length === this.#list.length
      && list.every(({ id, name }, index) => id === this.#list[index].id && name === this.#list[index].name);
    this.#status = status;
    this.#list = list;
    if (!same) this.dispatchEvent(new CustomEvent('change'));
  }
}
