import assert from 'node:assert/strict';
import test from 'node:test';
import { Timeline } from '../../../../webroot/state/timeline.js';
import { message, messages, seqs } from '../support/room-log.js';

function at(from, to, { limit = 10, older = from > 1, newer = false } = {}) {
  const timeline = new Timeline({ limit });
  timeline.reset(messages(from, to), { older, newer });
  return timeline;
}

test('the next message is added, a known one is not added again', () => {
  const timeline = at(1, 3);
  assert.equal(timeline.live(message(4)), 'added');
  assert.equal(timeline.live(message(4)), 'known');
  assert.equal(timeline.live(message(2)), 'known');
  assert.deepEqual(seqs(timeline.messages), [1, 2, 3, 4]);
});

test('a message beyond a hole is held back until the hole is read', () => {
  const timeline = at(1, 3);
  assert.equal(timeline.live(message(6)), 'gap');
  assert.deepEqual([seqs(timeline.messages), timeline.hasGap, timeline.newestHeld], [[1, 2, 3], true, 6]);
  timeline.addNewer(messages(4, 5), { newer: false, settled: 0 });
  assert.deepEqual([seqs(timeline.messages), timeline.hasGap], [[1, 2, 3, 4, 5, 6], false]);
});

test('the missing one arriving live closes the hole as well', () => {
  const timeline = at(1, 1);
  timeline.live(message(3));
  timeline.live(message(4));
  assert.equal(timeline.live(message(2)), 'added');
  assert.deepEqual([seqs(timeline.messages), timeline.last], [[1, 2, 3, 4], 4]);
});

test('a page asked for after the jump, without the missing seq, settles that there is nothing', () => {
  const timeline = at(1, 3);
  timeline.live(message(6));
  timeline.addNewer([message(4), message(6)], { newer: false, settled: 6 });
  assert.deepEqual([seqs(timeline.messages), timeline.last, timeline.hasGap], [[1, 2, 3, 4, 6], 6, false]);
  assert.equal(timeline.live(message(7)), 'added');
});

test('a page that ought to have the held message but has not still settles, so nobody asks forever', () => {
  const timeline = at(1, 3);
  timeline.live(message(6));
  timeline.addNewer([message(4)], { newer: false, settled: 6 });
  assert.deepEqual([seqs(timeline.messages), timeline.hasGap], [[1, 2, 3, 4, 6], false]);
});

test('what a newer page repeats is not doubled', () => {
  const timeline = at(1, 3);
  timeline.addNewer(messages(2, 5), { newer: false });
  assert.deepEqual(seqs(timeline.messages), [1, 2, 3, 4, 5]);
});

test('a page asked for before the jump settles nothing about it', () => {
  const timeline = at(1, 3);
  timeline.live(message(5));
  timeline.live(message(8));
  timeline.addNewer(messages(4, 5), { newer: false, settled: 5 });
  assert.deepEqual([seqs(timeline.messages), timeline.hasGap], [[1, 2, 3, 4, 5], true]);
});

test('live messages that come while the first page is read follow it without doubles', () => {
  const timeline = new Timeline();
  assert.equal(timeline.live(message(5)), 'later');
  timeline.live(message(6));
  timeline.reset(messages(1, 5), { older: false, newer: false, settled: 5 });
  assert.deepEqual(seqs(timeline.messages), [1, 2, 3, 4, 5, 6]);
});

test('an empty room is complete, and its first message is added', () => {
  const timeline = new Timeline();
  timeline.reset([], { older: false, newer: false });
  assert.deepEqual([timeline.atStart, timeline.attached, timeline.loaded], [true, true, true]);
  assert.equal(timeline.live(message(1)), 'added');
});

test('older pages are put on top, what overlaps is left out', () => {
  const timeline = at(5, 6);
  timeline.addOlder(messages(2, 5), { older: true });
  assert.deepEqual([seqs(timeline.messages), timeline.atStart], [[2, 3, 4, 5, 6], false]);
  timeline.addOlder([message(1)], { older: false });
  assert.equal(timeline.atStart, true);
});

test('the window never outgrows its limit: reading back lets the end go', () => {
  const timeline = at(11, 20);
  timeline.addOlder(messages(6, 10), { older: true });
  assert.deepEqual([seqs(timeline.messages), timeline.attached, timeline.last], [[6, 7, 8, 9, 10, 11, 12, 13, 14, 15], false, 15]);
});

test('following the end lets the top go', () => {
  const timeline = at(1, 10);
  timeline.live(message(11));
  assert.deepEqual([timeline.first, timeline.last, timeline.atStart, timeline.messages.length], [2, 11, false, 10]);
});

test('a full window whose reader is not at the end keeps what is read and lets the end go', () => {
  const timeline = at(1, 10);
  assert.equal(timeline.live(message(11), false), 'later');
  assert.deepEqual([timeline.first, timeline.last, timeline.attached, timeline.head], [1, 10, false, 11]);
});

test('a detached window counts what comes and is whole again when the end is read', () => {
  const timeline = at(1, 5, { newer: true, limit: 20 });
  assert.equal(timeline.live(message(12)), 'later');
  assert.deepEqual([timeline.head, timeline.hasGap], [12, false]);
  timeline.addNewer(messages(6, 9), { newer: true });
  assert.equal(timeline.attached, false);
  timeline.addNewer(messages(10, 11), { newer: false });
  assert.deepEqual([seqs(timeline.messages).length, timeline.last, timeline.attached, timeline.hasGap], [12, 12, true, false]);
});

test('what is held back is bounded, and the hole this leaves is noticed', () => {
  const timeline = at(1, 1);
  for (let seq = 3; seq <= 1000; seq += 1) timeline.live(message(seq));
  timeline.live(message(2));
  assert.deepEqual([timeline.last, timeline.hasGap], [2, true]);
});

test('starting over forgets the old window but not the highest seq', () => {
  const timeline = at(1, 10);
  timeline.live(message(30));
  timeline.reset(messages(3, 6), { older: true, newer: true });
  assert.deepEqual([timeline.first, timeline.last, timeline.attached, timeline.head], [3, 6, false, 30]);
});
