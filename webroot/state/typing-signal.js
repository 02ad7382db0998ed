const PAUSE = 3_000;

/** Tells the others that we type, at most every three seconds; a sent message lets the next key speak at once. */
export class TypingSignal {
  #clock;
  #send;
  #last = -Infinity;

  constructor({ clock, send }) {
    this.#clock = clock;
    this.#send = send;
  }

  typed() {
    const now = this.#clock.now();
    if (now - this.#last < PAUSE) return;
    if (this.#send()) this.#last = now;
  }

  sent() {
    this.#last = -Infinity;
  }
}
