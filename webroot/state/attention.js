const IDLE = 5 * 60_000;
const PAUSE = 10_000;

/** Whether somebody is turned to the page: `turned` is called with away after five minutes without a sign of them, and with online at the next one. */
export class Attention {
  #clock;
  #turned;
  #status = 'online';
  #timer = null;
  #last = -Infinity;

  constructor({ clock, turned }) {
    this.#clock = clock;
    this.#turned = turned;
    this.stirred();
  }

  /** A sign of somebody; it may come with every move of a pointer. */
  stirred() {
    const now = this.#clock.now();
    if (this.#status === 'online' && now - this.#last < PAUSE) return;
    this.#last = now;
    this.#clock.clearTimeout(this.#timer);
    this.#timer = this.#clock.setTimeout(() => this.#become('away'), IDLE);
    this.#become('online');
  }

  stop() {
    this.#clock.clearTimeout(this.#timer);
  }

  #become(status) {
    if (status === this.#status) return;
    this.#status = status;
    this.#turned(status);
  }
}
