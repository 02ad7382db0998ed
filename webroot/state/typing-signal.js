const PAUSE = 3_200;

/**
 * Tells the others that we type. The server takes it once in three seconds and lets it stand for five: a little more than
 * three between two signs, so that none comes too early for being faster on its way than the one before. A message takes the
 * sign away; what is typed after it is told as soon as the next sign may be given.
 */
export class TypingSignal {
  #clock;
  #send;
  #last = -Infinity;
  #stands = false;
  #timer = null;

  constructor({ clock, send }) {
    this.#clock = clock;
    this.#send = send;
  }

  typed() {
    const wait = this.#last + PAUSE - this.#clock.now();
    if (wait <= 0) this.#tell();
    else if (!this.#stands) this.#timer ??= this.#clock.setTimeout(() => this.#tell(), wait);
  }

  /** What was typed is sent, or left alone. */
  stop() {
    this.#stands = false;
    this.#clock.clearTimeout(this.#timer);
    this.#timer = null;
  }

  #tell() {
    this.stop();
    if (!this.#send()) return;
    this.#last = this.#clock.now();
    this.#stands = true;
  }
}
