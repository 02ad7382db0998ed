const SPREAD = 3_000;
const PAUSE = 10_000;

/**
 * Who is in a room. Small rooms tell the whole list each time, crowds only who came and went and how many that makes: when the
 * count differs from ours, the list is asked for, by each member at a moment of their own. `change` follows what can be seen.
 */
export class Presence extends EventTarget {
  #read;
  #clock;
  #random;
  #names = new Set();
  #count = null;
  #timer = null;
  #since = [];
  #turn = 0;

  /** `read()` promises the names of all who are here. */
  constructor({ read, clock, random = Math.random }) {
    super();
    this.#read = read;
    this.#clock = clock;
    this.#random = random;
  }

  get names() {
    return [...this.#names];
  }

  /** The list as it is now. */
  whole(names) {
    this.stop();
    this.#names = new Set(names);
    this.#changed();
  }

  /** A frame of the room; answers nothing, but may lead to a reading of the list. */
  heard({ joined, left, count, online }) {
    if (online !== null) return this.whole(online);
    this.#since.push({ joined, left });
    this.#count = count;
    this.#move({ joined, left });
    this.#changed();
    this.#compare(this.#random() * SPREAD);
  }

  stop() {
    this.#clock.clearTimeout(this.#timer);
    this.#timer = null;
    this.#turn += 1;
    this.#since = [];
    this.#count = null;
  }

  #move({ joined, left }) {
    for (const name of joined) this.#names.add(name);
    for (const name of left) this.#names.delete(name);
  }

  #compare(delay) {
    if (this.#timer !== null) return;
    if (this.#count === null || this.#count === this.#names.size) this.#since = [];
    else this.#timer = this.#clock.setTimeout(() => this.#ask(), delay);
  }

  /** Who came or went while the answer was on its way may be in it or not: that is said once more. */
  async #ask() {
    const turn = this.#turn;
    this.#since = [];
    if (this.#count === this.#names.size) return this.#rest();
    const names = await this.#read().catch(() => null);
    if (turn !== this.#turn) return;
    if (names !== null) {
      this.#names = new Set(names);
      for (const change of this.#since) this.#move(change);
      this.#changed();
    }
    this.#rest();
    this.#compare(PAUSE + this.#random() * SPREAD);
  }

  #rest() {
    this.#timer = null;
    this.#since = [];
  }

  #changed() {
    this.dispatchEvent(new CustomEvent('change'));
  }
}
