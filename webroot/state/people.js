const POLL = 60_000;
const DRAWN = 2_000;
const PAGES = 10;
const ASKED = 500;

/**
 * The people of this server by name, as far as they have been needed: what they are called, their picture, whether they are
 * there. Read again calmly while somebody looks; a name nobody has heard of is asked for. Guests have no profile.
 * A face stays the same object until something about it changes. `change` follows what can be seen.
 */
export class People extends EventTarget {
  #api;
  #clock;
  #isWatched;
  #known = new Map();
  #drawn = new Map();
  #asked = new Set();
  #complete = false;
  #running = false;
  #timer = null;

  constructor({ api, clock, isWatched }) {
    super();
    this.#api = api;
    this.#clock = clock;
    this.#isWatched = isWatched;
  }

  /** What to show for a name: `{username, displayName, avatar, presence, status, isKnown}`. */
  face(username) {
    const person = this.#known.get(username);
    if (person) return person;
    if (this.#running && this.#complete && !this.#asked.has(username)) this.#wonder(username);
    return this.#draw(username);
  }

  start() {
    if (this.#running) return;
    this.#running = true;
    this.refresh();
  }

  stop() {
    this.#running = false;
    this.#clock.clearTimeout(this.#timer);
    this.#known.clear();
    this.#asked.clear();
    this.#complete = false;
  }

  async refresh() {
    this.#clock.clearTimeout(this.#timer);
    if (!this.#running) return;
    this.#timer = this.#clock.setTimeout(() => this.#poll(), POLL);
    try {
      for (let page = 0, next = null; page === 0 || (next !== null && page < PAGES); page += 1) {
        const found = await this.#api.find('', { limit: 100, next });
        if (!this.#running) return;
        this.#learn(found.people);
        next = found.next;
      }
      this.#complete = true;
    } catch {
      // Names can be read without profiles; the next turn comes.
    }
  }

  #learn(people) {
    let changed = false;
    for (const person of people) {
      const before = this.#known.get(person.username);
      if (before && isSame(before, person)) continue;
      this.#known.set(person.username, Object.freeze({ ...person, isKnown: true }));
      changed = true;
    }
    if (changed) this.dispatchEvent(new CustomEvent('change'));
  }

  /** A newcomer, or somebody beyond the pages that were read. Asked for once; a guest is nobody the server knows. */
  async #wonder(username) {
    if (this.#asked.size >= ASKED) this.#asked.clear();
    this.#asked.add(username);
    const person = await this.#api.get(username).catch(() => null);
    if (person && this.#running) this.#learn([person]);
  }

  #draw(username) {
    const drawn = this.#drawn.get(username)
      ?? Object.freeze({ username, displayName: username, avatar: null, presence: null, status: '', isKnown: false });
    this.#drawn.delete(username);
    this.#drawn.set(username, drawn);
    if (this.#drawn.size > DRAWN) this.#drawn.delete(this.#drawn.keys().next().value);
    return drawn;
  }

  #poll() {
    if (this.#isWatched()) return this.refresh();
    this.#timer = this.#clock.setTimeout(() => this.#poll(), POLL);
    return undefined;
  }
}

function isSame(before, person) {
  return Object.keys(person).every((key) => before[key] === person[key]);
}
