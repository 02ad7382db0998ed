/** Waiting times between attempts: doubling up to a cap, the upper half of each left to chance so that a crowd doesn't return at once. */
export class Backoff {
  #base;
  #cap;
  #random;
  #attempt = 0;

  constructor({ base = 500, cap = 30_000, random = Math.random } = {}) {
    this.#base = base;
    this.#cap = cap;
    this.#random = random;
  }

  /** Milliseconds to wait before the next attempt. */
  next() {
    const ceiling = Math.min(this.#cap, this.#base * 2 ** this.#attempt);
    if (ceiling < this.#cap) this.#attempt += 1;
    return Math.round(ceiling / 2 + (this.#random() * ceiling) / 2);
  }

  reset() {
    this.#attempt = 0;
  }
}
