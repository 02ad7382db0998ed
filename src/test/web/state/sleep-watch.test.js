import assert from 'node:assert/strict';
import test from 'node:test';
import { SleepWatch } from '../../../../webroot/state/sleep-watch.js';

/** A clock whose timers fire late by as much as the test says, as on a machine that slept. */
function watch() {
  let now = 0;
  let due = null;
  let woken = 0;
  const clock = {
    now: () => now,
    setTimeout: (task, delay) => { due = { task, delay }; return 1; },
    clearTimeout: () => { due = null; },
  };
  const sleepWatch = new SleepWatch({ clock, woke: () => { woken += 1; } });
  sleepWatch.start();
  const tickLateBy = (late) => {
    now += due.delay + late;
    due.task();
    return woken;
  };
  return { sleepWatch, tickLateBy, isRunning: () => due !== null };
}

test('ticks in time and the slow ones of a hidden page are not sleep', () => {
  const { tickLateBy } = watch();
  assert.deepEqual([tickLateBy(0), tickLateBy(45_000), tickLateBy(60_000)], [0, 0, 0]);
});

test('a machine that slept is noticed once, each time', () => {
  const { tickLateBy } = watch();
  assert.deepEqual([tickLateBy(3_600_000), tickLateBy(0), tickLateBy(200_000)], [1, 1, 2]);
});

test('a stopped watch watches no more', () => {
  const { sleepWatch, isRunning } = watch();
  sleepWatch.stop();
  assert.equal(isRunning(), false);
});
