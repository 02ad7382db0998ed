/** A time that stands still until a test moves it. */
export class FakeClock {
  #now;
  #tasks = new Map();
  #next = 1;

  constructor(now = Date.UTC(2026, 2, 3, 10, 0, 0)) {
    this.#now = now;
    this.now = () => this.#now;
    this.setTimeout = (task, delay) => this.#add(task, delay);
    this.clearTimeout = (timer) => this.#tasks.delete(timer);
  }

  get waiting() {
    return this.#tasks.size;
  }

  /** Moves the time and runs what falls due, in order. */
  tick(milliseconds) {
    const end = this.#now + milliseconds;
    for (let due = this.#nextDue(end); due; due = this.#nextDue(end)) {
      const [timer, { at, task }] = due;
      this.#tasks.delete(timer);
      this.#now = at;
      task();
    }
    this.#now = end;
  }

  #add(task, delay) {
    const timer = this.#next;
    this.#next += 1;
    this.#tasks.set(timer, { at: this.#now + delay, task });
    return timer;
  }

  #nextDue(end) {
    return [...this.#tasks].filter(([, { at }]) => at <= end).sort(([a, x], [b, y]) => x.at - y.at || a - b)[0];
  }
}

/** Lets everything that was promised already happen. */
export async function settle() {
  for (let turn = 0; turn < 40; turn += 1) await Promise.resolve();
  await new Promise((done) => setImmediate(done));
}
