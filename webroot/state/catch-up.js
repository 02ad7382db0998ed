import { Backoff } from '../net/backoff.js';

/** Reads what was missed, again and again until it worked: after every join from the start, at a hole only if nothing is reading yet. */
export class CatchUp {
  #history;
  #timeline;
  #clock;
  #backoff;
  #done;
  #gone;
  #retry = null;
  #turn = 0;
  #reading = false;

  /** `done` is called after each success, `gone` when the room isn't there any more. */
  constructor({ history, timeline, clock, random, done, gone }) {
    this.#history = history;
    this.#timeline = timeline;
    this.#clock = clock;
    this.#backoff = new Backoff({ base: 1000, random });
    this.#done = done;
    this.#gone = gone;
  }

  joined() {
    this.#backoff.reset();
    return this.#read();
  }

  gap() {
    return this.#reading ? undefined : this.#read();
  }

  /** A page read before the connection broke says nothing about the time until the next one. */
  stop() {
    this.#turn += 1;
    this.#reading = false;
    this.#clock.clearTimeout(this.#retry);
  }

  async #read() {
    this.stop();
    const turn = this.#turn;
    this.#reading = true;
    try {
      await this.#history.missed();
      if (turn === this.#turn) this.#succeeded();
    } catch (problem) {
      if (turn === this.#turn) this.#failed(problem);
    }
  }

  #succeeded() {
    this.#reading = false;
    this.#backoff.reset();
    this.#done();
    if (this.#timeline.hasGap) this.#read();
  }

  #failed(problem) {
    this.#reading = false;
    if (problem.gone) this.#gone();
    else this.#retry = this.#clock.setTimeout(() => this.#read(), this.#backoff.next());
  }
}
