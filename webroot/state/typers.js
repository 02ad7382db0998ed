const USUAL = 5_000;
const LONGEST = 30_000;

/** Who is typing: each name stands for as long as its last sign said, or until the message or the leaving. */
export class Typers extends EventTarget {
  #clock;
  #timers = new Map();

  constructor({ clock }) {
    super();
    this.#clock = clock;
  }

  get names() {
    return [...this.#timers.keys()];
  }

  /** `expiresIn` in ms, or null if the server didn't say. */
  saw(name, expiresIn) {
    const isNew = !this.#timers.has(name);
    this.#clock.clearTimeout(this.#timers.get(name));
    this.#timers.set(name, this.#clock.setTimeout(() => this.gone(name), Math.min(expiresIn ?? USUAL, LONGEST)));
    if (isNew) this.#changed();
  }

  gone(name) {
    if (!this.#timers.has(name)) return;
    this.#clock.clearTimeout(this.#timers.get(name));
    this.#timers.delete(name);
    this.#changed();
  }

  clear() {
    for (const name of this.names) this.gone(name);
  }

  #changed() {
    this.dispatchEvent(new CustomEvent('change'));
  }
}

const COUNTS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

/** The line as pieces, so that the page can keep the direction of each name apart: `{name}` or `{text}`. */
export function typingLine(names) {
  if (names.length === 0) return [];
  if (names.length === 1) return [{ name: names[0] }, { text: ' is typing…' }];
  if (names.length === 2) return [{ name: names[0] }, { text: ' and ' }, { name: names[1] }, { text: ' are typing…' }];
  const others = names.length - 1;
  return [{ name: names[0] }, { text: ` and ${COUNTS[others] ?? others} others are typing…` }];
}
