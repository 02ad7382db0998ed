const HIDDEN_PAUSE = 250;

/** Runs a task once per frame however often it is asked for; hidden pages get no frames, so there a timer does it. */
export class Repaint {
  #task;
  #frame = null;
  #timer = null;

  constructor(task) {
    this.#task = task;
  }

  request() {
    if (this.#frame !== null || this.#timer !== null) return;
    if (document.hidden) this.#timer = setTimeout(() => this.now(), HIDDEN_PAUSE);
    else this.#frame = requestAnimationFrame(() => this.now());
  }

  now() {
    this.cancel();
    this.#task();
  }

  cancel() {
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#timer);
    this.#frame = null;
    this.#timer = null;
  }
}
