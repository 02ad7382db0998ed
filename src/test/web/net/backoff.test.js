import assert from 'node:assert/strict';
import test from 'node:test';
import { Backoff } from '../../../../webroot/net/backoff.js';

test('waits double from half a second up to thirty', () => {
  const backoff = new Backoff({ random: () => 1 });
  assert.deepEqual(Array.from({ length: 9 }, () => backoff.next()), [500, 1000, 2000, 4000, 8000, 16000, 30000, 30000, 30000]);
});

test('chance takes at most half of a wait, so a crowd comes back spread out', () => {
  const shortest = new Backoff({ random: () => 0 });
  assert.deepEqual([shortest.next(), shortest.next()], [250, 500]);
});

test('starts over after a success', () => {
  const backoff = new Backoff({ random: () => 1 });
  backoff.next();
  backoff.next();
  backoff.reset();
  assert.equal(backoff.next(), 500);
});

test('stays at the cap however often it is asked', () => {
  const backoff = new Backoff({ random: () => 1 });
  for (let attempt = 0; attempt < 5000; attempt += 1) backoff.next();
  assert.equal(backoff.next(), 30000);
});
