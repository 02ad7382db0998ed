import assert from 'node:assert/strict';
import test from 'node:test';
import { Journal } from '../../../../webroot/state/journal.js';
import { Timeline } from '../../../../webroot/state/timeline.js';
import { changed, message, messages, seqs } from '../support/room-log.js';

const contents = (timeline) => timeline.messages.map(({ seq, content }) => `${seq} ${content}`);

function empty(options = {}) {
  const { held = 300, ...rest } = options;
  return new Timeline({ limit: 10, journal: new Journal({ limit: held }), ...rest });
}

/** A window of these messages, subscribed to from its end on. */
function at(from, to, { older = from > 1, newer = false, position = to, ...options } = {}) {
  const timeline = empty(options);
  timeline.reset(messages(from, to), { older, newer, covered: to });
  timeline.begin(position);
  return timeline;
}

test('a new message is added, a known one is not added again', () => {
  const timeline = at(1, 3);
  assert.equal(timeline.apply(message(4)), 'added');
  assert.equal(timeline.apply(message(4)), 'known');
  assert.deepEqual([seqs(timeline.messages), timeline.last, timeline.head, timeline.position], [[1, 2, 3, 4], 4, 4, 4]);
});

test('an edited message changes where it stands, a deleted one goes, and an older state of it does not come back', () => {
  const timeline = at(1, 3);
  assert.equal(timeline.apply(changed(2, 4, { content: 'better' })), 'changed');
  assert.deepEqual(contents(timeline), ['1 message 1', '2 better', '3 message 3']);
  assert.equal(timeline.apply(message(2)), 'known');
  assert.equal(timeline.apply(changed(2, 5, { deleted: true })), 'changed');
  assert.deepEqual([seqs(timeline.messages), timeline.position], [[1, 3], 5]);
});

test('a change of what is not in the window is nothing to see', () => {
  const timeline = at(5, 6);
  assert.equal(timeline.apply(changed(2, 7)), 'known');
  assert.equal(timeline.apply(changed(3, 8, { deleted: true })), 'known');
  assert.equal(timeline.apply(changed(7, 9, { deleted: true })), 'known');
  assert.deepEqual(seqs(timeline.messages), [5, 6]);
});

test('recovered, a new message that was edited since stands before its successors', () => {
  const timeline = at(1, 3);
  timeline.apply(message(5));
  assert.equal(timeline.apply(changed(4, 6)), 'added');
  assert.deepEqual(seqs(timeline.messages), [1, 2, 3, 4, 5]);
});

test('that holds in a window that was emptied by deletions too', () => {
  const timeline = at(7, 7, { older: true });
  timeline.apply(changed(7, 8, { deleted: true }));
  timeline.apply(message(10));
  timeline.apply(changed(9, 11));
  assert.deepEqual([seqs(timeline.messages), timeline.first], [[9, 10], 7]);
});

test('an empty room is complete, and its first message is added', () => {
  const timeline = empty();
  timeline.reset([], { older: false, newer: false, covered: 0 });
  timeline.begin(0);
  assert.deepEqual([timeline.atStart, timeline.attached, timeline.loaded, timeline.doubt], [true, true, true, null]);
  assert.equal(timeline.apply(message(1)), 'added');
});

test('what comes while the first page is on its way follows it, once and in its latest state', () => {
  const timeline = empty();
  timeline.begin(4);
  assert.equal(timeline.apply(message(5)), 'later');
  timeline.apply(message(6));
  timeline.apply(changed(3, 7, { content: 'better' }));
  timeline.apply(changed(4, 8, { deleted: true }));
  timeline.reset(messages(1, 5), { older: false, newer: false, covered: 5 });
  assert.deepEqual(contents(timeline), ['1 message 1', '2 message 2', '3 better', '5 message 5', '6 message 6']);
});

test('a page from before the subscription is doubted as long as something may be between them', () => {
  const timeline = empty();
  timeline.reset(messages(1, 3), { older: false, newer: false, covered: 3 });
  assert.equal(timeline.doubt, 3);
  timeline.begin(5);
  assert.equal(timeline.doubt, 3);
  timeline.begin(3);
  assert.equal(timeline.doubt, null);
  timeline.apply(message(4));
  assert.deepEqual(seqs(timeline.messages), [1, 2, 3, 4]);
});

test('what came after such a hole is not shown before the hole is closed', () => {
  const timeline = empty();
  timeline.begin(5);
  timeline.apply(message(6));
  timeline.reset(messages(1, 3), { older: false, newer: false, covered: 3 });
  assert.deepEqual([seqs(timeline.messages), timeline.doubt], [[1, 2, 3], 3]);
});

test('a page that knows the log as far as the subscription is not doubted', () => {
  const timeline = empty();
  timeline.reset(messages(1, 3), { older: false, newer: false, covered: 3 });
  timeline.begin(3);
  assert.equal(timeline.doubt, null);
  timeline.addOlder([], { before: 1, older: false, covered: 3 });
  assert.equal(timeline.doubt, null);
});

test('a page that was on its way while more changes came than are remembered is doubted', () => {
  const timeline = at(3, 5, { held: 2 });
  for (let seq = 6; seq <= 8; seq += 1) timeline.apply(message(seq));
  timeline.addOlder(messages(1, 2), { before: 3, older: false, covered: 5 });
  assert.equal(timeline.doubt, 5);
});

test('older pages are put on top, in their latest state', () => {
  const timeline = at(5, 6);
  timeline.apply(changed(3, 7, { content: 'better' }));
  timeline.apply(changed(4, 8, { deleted: true }));
  timeline.addOlder(messages(2, 4), { before: 5, older: true, covered: 6 });
  assert.deepEqual([contents(timeline), timeline.atStart], [['2 message 2', '3 better', '5 message 5', '6 message 6'], false]);
  timeline.addOlder([message(1)], { before: 2, older: false, covered: 8 });
  assert.equal(timeline.atStart, true);
});

test('a page that no longer fits the window is left out', () => {
  const timeline = at(11, 20);
  timeline.apply(message(21));
  timeline.addOlder(messages(8, 10), { before: 11, older: true, covered: 20 });
  assert.deepEqual([timeline.first, timeline.messages.length], [12, 10]);
  const detached = at(5, 9, { newer: true });
  detached.addNewer(messages(8, 12), { after: 7, newer: false, covered: 12 });
  assert.deepEqual([detached.last, detached.attached], [9, false]);
});

test('the window never outgrows its limit: reading back lets the end go', () => {
  const timeline = at(11, 20);
  timeline.addOlder(messages(6, 10), { before: 11, older: true, covered: 20 });
  assert.deepEqual([seqs(timeline.messages), timeline.attached, timeline.last], [[6, 7, 8, 9, 10, 11, 12, 13, 14, 15], false, 15]);
});

test('following the end lets the top go', () => {
  const timeline = at(1, 10);
  timeline.apply(message(11));
  assert.deepEqual([timeline.first, timeline.last, timeline.atStart, timeline.messages.length], [2, 11, false, 10]);
});

test('a full window whose reader is not at the end keeps what is read and lets the end go', () => {
  const timeline = at(1, 10);
  assert.equal(timeline.apply(message(11), false), 'later');
  assert.deepEqual([timeline.first, timeline.last, timeline.attached, timeline.head], [1, 10, false, 11]);
});

test('a detached window lets new messages pass and is whole again when the end is read', () => {
  const timeline = at(1, 5, { newer: true, limit: 20, position: 11 });
  assert.equal(timeline.apply(message(12)), 'later');
  assert.deepEqual([seqs(timeline.messages).length, timeline.head], [5, 12]);
  timeline.addNewer(messages(6, 9), { after: 5, newer: true, covered: 12 });
  assert.equal(timeline.attached, false);
  timeline.addNewer(messages(10, 11), { after: 9, newer: false, covered: 11 });
  assert.deepEqual([seqs(timeline.messages).length, timeline.last, timeline.attached], [12, 12, true]);
});

test('after a loss what was read stays until a page comes, and no page but a fresh start makes it whole', () => {
  const timeline = at(1, 5);
  timeline.restart(900);
  assert.deepEqual([timeline.stale, timeline.attached, timeline.messages.length], [true, false, 5]);
  assert.equal(timeline.apply(message(901)), 'later');
  timeline.addNewer([message(6)], { after: 5, newer: false, covered: 900 });
  assert.equal(timeline.attached, false);
  timeline.reset(messages(896, 900), { older: true, newer: false, covered: 900 });
  assert.deepEqual([seqs(timeline.messages), timeline.stale, timeline.attached], [[896, 897, 898, 899, 900, 901], false, true]);
});

test('another log leaves nothing of the old one', () => {
  const timeline = at(1, 5);
  timeline.clear();
  timeline.restart(2);
  assert.deepEqual([timeline.messages, timeline.head, timeline.known, timeline.loaded, timeline.stale], [[], 0, 2, false, false]);
});

test('a page asked for now covers what earlier pages and changes have shown', () => {
  const timeline = at(1, 5, { position: 3 });
  assert.equal(timeline.known, 5);
  timeline.reached(9);
  assert.equal(timeline.known, 9);
});
