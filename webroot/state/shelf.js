/**
 * JSON values in a browser store under one prefix. `store` is a function, because even to look at a forbidden store throws.
 * Private windows and full stores make it forgetful, never broken.
 */
export class Shelf {
  #store;
  #prefix;

  constructor(store, prefix) {
    this.#store = store;
    this.#prefix = prefix;
  }

  get(key, otherwise = null) {
    try {
      const text = this.#store().getItem(this.#prefix + key);
      return text === null ? otherwise : JSON.parse(text);
    } catch {
      return otherwise;
    }
  }

  set(key, value) {
    try {
      this.#store().setItem(this.#prefix + key, JSON.stringify(value));
    } catch {
      // Full or forbidden: the page works on, it only won't remember.
    }
  }

  remove(key) {
    try {
      this.#store().removeItem(this.#prefix + key);
    } catch {
      // As above.
    }
  }
}
