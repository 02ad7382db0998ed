const TICK = 15_000;
const ASLEEP = 120_000;

/**
 * Notices that the machine slept: then connections look open but are dead. Hidden pages get a tick only every minute,
 * which is not yet sleep; a false alarm costs one reconnection.
 */
export class SleepWatch {
  #clock;
  #woke;
  #timer = null;

  constructor({ clock, woke }) {
    this.#clock = clock;
    this.#woke = woke;
  }

  start() {
    const began = this.#clock.now();
    this.#timer = this.#clock.setTimeout(() => {
      const slept = this.#clock.now() - began > ASLEEP;
      this.start();
      if (slept) this.#woke();
    }, TICK);
  }

  stop() {
    this.#clock.clearTimeout(this.#timer);
  }
}
