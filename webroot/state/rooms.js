const POLL = 15_000;

/**
 * The list of rooms: those that anybody can see and, with an account, those one belongs to. It is read again calmly while
 * somebody looks, after every change of our own, and when the server says that one belongs to another room.
 */
export class Rooms extends EventTarget {
  #api;
  #clock;
  #isWatched;
  #hasAccount;
  #list = [];
  #status = 'loading';
  #timer = null;
  #latest = 0;

  constructor({ api, clock, isWatched, hasAccount = () => false }) {
    super();
    this.#api = api;
    this.#clock = clock;
    this.#isWatched = isWatched;
    this.#hasAccount = hasAccount;
  }

  get list() { return this.#list; }
  /** loading, ready, or unreachable (never read yet; a list once read stays when the server is away). */
  get status() { return this.#status; }

  find(id) {
    return this.#list.find((room) => room.id === id) ?? null;
  }

  /** The room `steps` further down the list, round the ends. What is archived is passed over. */
  neighbour(id, steps) {
    const rooms = this.#list.filter((room) => !room.archived || room.id === id);
    const { length } = rooms;
    if (length === 0) return null;
    const index = rooms.findIndex((room) => room.id === id);
    if (index < 0) return rooms[steps > 0 ? 0 : length - 1];
    return rooms[(index + steps + length) % length];
  }

  stop() {
    this.#clock.clearTimeout(this.#timer);
    this.#latest += 1;
  }

  /** For somebody else: what the one before them saw isn't theirs to see. */
  restart() {
    this.stop();
    this.#become('loading', []);
  }

  async refresh() {
    this.#clock.clearTimeout(this.#timer);
    this.#timer = this.#clock.setTimeout(() => this.#poll(), POLL);
    const turn = this.#latest += 1;
    try {
      const list = await this.#read();
      if (turn === this.#latest) this.#become('ready', list);
    } catch {
      if (turn === this.#latest && this.#status !== 'ready') this.#become('unreachable', []);
    }
  }

  /** `details` as of the server: name, kind, posting, topic. */
  async create({ name, ...details }) {
    return this.#add(await this.#api.createRoom({ name: name.trim(), ...details }), 'owner');
  }

  /** The conversation with these people. */
  async openDirect(usernames) {
    return this.#add(await this.#api.openDirect(usernames), 'member');
  }

  async remove(id) {
    try {
      await this.#api.deleteRoom(id);
    } catch (problem) {
      if (!problem.gone) throw problem;
    }
    this.forget(id);
  }

  /** Something one does to a room; the list shows it at once. `changes` is what the list can know before the server says it. */
  async act(id, act, changes = {}) {
    const done = await act(this.#api);
    this.#become(this.#status, this.#list.map((room) => (room.id === id ? Object.freeze({ ...room, ...changes }) : room)));
    this.refresh();
    return done;
  }

  /** The room is known to be gone. */
  forget(id) {
    this.#become(this.#status, this.#list.filter((room) => room.id !== id));
    this.refresh();
  }

  async #read() {
    if (!this.#hasAccount()) return this.#api.rooms();
    const [all, mine] = await Promise.all([this.#api.rooms(), this.#api.myRooms()]);
    const own = new Map(mine.map((room) => [room.id, room]));
    const list = all.map((room) => own.get(room.id) ?? room);
    const listed = new Set(list.map(({ id }) => id));
    return [...mine.filter(({ id }) => !listed.has(id)), ...list].sort((a, b) => b.createdAt - a.createdAt);
  }

  #add(room, role) {
    const known = this.find(room.id);
    const mine = known ?? Object.freeze({ ...room, role: this.#hasAccount() ? role : null });
    if (!known) this.#become(this.#status, [mine, ...this.#list]);
    this.refresh();
    return mine;
  }

  #poll() {
    if (this.#isWatched()) return this.refresh();
    this.#timer = this.#clock.setTimeout(() => this.#poll(), POLL);
    return undefined;
  }

  #become(status, list) {
    const same = this.#status === status && list.length === this.#list.length
      && list.every((room, index) => isSame(room, this.#list[index]));
    this.#status = status;
    this.#list = list;
    if (!same) this.dispatchEvent(new CustomEvent('change'));
  }
}

function isSame(room, before) {
  return Object.keys(room).every((key) => (key === 'people' ? room.people.join('\n') === before.people.join('\n') : room[key] === before[key]));
}
