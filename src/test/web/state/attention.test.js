import assert from 'node:assert/strict';
import test from 'node:test';
import { Attention } from '../../../../webroot/state/attention.js';
import { FakeClock } from '../support/clock.js';

test('after five minutes without a sign somebody is away, and with the next one back', () => {
  const clock = new FakeClock();
  const told = [];
  const attention = new Attention({ clock, turned: (status) => told.push(status) });
  clock.tick(4 * 60_000);
  attention.stirred();
  clock.tick(4 * 60_000);
  assert.deepEqual(told, []);
  clock.tick(60_000);
  assert.deepEqual(told, ['away']);
  attention.stirred();
  attention.stirred();
  assert.deepEqual(told, ['away', 'online']);
  attention.stop();
  clock.tick(600_000);
  assert.equal(clock.waiting, 0);
});
