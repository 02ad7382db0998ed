const PATIENCE = 10_000;
const USUAL = 20_000;
const MOST = 0.8;

/**
 * Keeps an open connection alive and finds out when it is dead: pings when nothing was sent for most of the server's
 * interval, and calls it dead when nothing at all is heard for ten seconds after a ping.
 */
export class Heartbeat {
  #clock;
  #ping;
  #dead;
  #interval = USUAL;
  #quiet = null;
  #deadline = null;

  constructor({ clock, ping, dead }) {
    this.#clock = clock;
    this.#ping = ping;
    this.#dead = dead;
  }

  /** `interval` in ms, or null if the server didn't say. */
  start(interval) {
    this.stop();
    this.#interval = interval ?? USUAL;
    this.sent();
  }

  stop() {
    this.#clock.clearTimeout(this.#quiet);
    this.#clock.clearTimeout(this.#deadline);
    this.#deadline = null;
  }

  /** Asks now, unless an answer is awaited already. */
  check() {
    this.#deadline ??= this.#clock.setTimeout(this.#dead, PATIENCE);
    this.#ping();
  }

  /** Whatever we say counts as a sign of life. */
  sent() {
    this.#clock.clearTimeout(this.#quiet);
    this.#quiet = this.#clock.setTimeout(() => this.check(), this.#interval * MOST);
  }

  /** A pong behind a long queue of messages may take its time, as long as they come. */
  heard(isPong) {
    if (this.#deadline === null) return;
    this.#clock.clearTimeout(this.#deadline);
    this.#deadline = isPong ? null : this.#clock.setTimeout(this.#dead, PATIENCE);
  }
}
