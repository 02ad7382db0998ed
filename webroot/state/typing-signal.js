const PAUSE = 3_200;

/**
 * Tells the others that we type. The server takes it once in three seconds and lets it stand for five: a little more than
 * three between two signs, so that none comes too early for being faster on its way than the one before.
 */
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
}
