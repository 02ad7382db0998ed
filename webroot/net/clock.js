/** The time as everything in `net/` and `state/` gets it, so that tests can turn it by hand. */
export const systemClock = Object.freeze({
  now: () => Date.now(),
  setTimeout: (task, delay) => setTimeout(task, delay),
  clearTimeout: (timer) => clearTimeout(timer),
});
