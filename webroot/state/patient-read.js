import { Backoff } from '../net/backoff.js';

/** Reads again and again until it works, as what is read can't be done without. Starting over ends the turn before. */
export class PatientRead {
  #clock;
  #backoff;
  #gone;
  #timer = null;
  #turn = 0;

  /** `gone(reason)` is called when there is nothing to read any more: gone, or banned. */
  constructor({ clock, random, gone }) {
    this.#clock = clock;
    this.#backoff = new Backoff({ base: 1_000, random });
    this.#gone = gone;
  }

  start(read) {
    this.#backoff.reset();
    return this.#try(read);
  }

  stop() {
    this.#turn += 1;
    this.#clock.clearTimeout(this.#timer);
  }

  async #try(read) {
    this.stop();
    const turn = this.#turn;
    try {
      await read();
    } catch (problem) {
      if (turn === this.#turn) this.#failed(problem, read);
    }
  }

  #failed(problem, read) {
    if (problem.gone || problem.code === 'banned') return this.#gone(problem.gone ? 'gone' : 'banned');
    const wait = Math.max(this.#backoff.next(), problem.retryAfter ?? 0);
    this.#timer = this.#clock.setTimeout(() => this.#try(read), wait);
  }
}
