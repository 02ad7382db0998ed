import assert from 'node:assert/strict';
import test from 'node:test';
import { History } from '../../../../webroot/state/history.js';
import { Timeline } from '../../../../webroot/state/timeline.js';
import { settle } from '../support/clock.js';
import { FakeLog, message, seqs } from '../support/room-log.js';

function open(size, { limit = 400 } = {}) {
  const log = new FakeLog(size);
  const timeline = new Timeline({ limit });
  return { log, timeline, history: new History({ roomId: 'room', api: log, timeline }) };
}

function isWhole(timeline, from, to) {
  assert.deepEqual(seqs(timeline.messages), Array.from({ length: to - from + 1 }, (_, index) => from + index));
}

test('begins with the newest page', async () => {
  const { timeline, history } = open(120);
  await history.missed();
  isWhole(timeline, 71, 120);
  assert.deepEqual([timeline.attached, timeline.atStart], [true, false]);
});

test('reads back page by page to the start and no further', async () => {
  const { log, timeline, history } = open(260);
  await history.newest();
  await history.older();
  await history.older();
  await history.older();
  isWhole(timeline, 1, 260);
  const { length } = log.asked;
  await history.older();
  assert.equal(log.asked.length, length);
});

test('an older page that is on its way is not asked for twice', async () => {
  const { log, history } = open(260);
  await history.newest();
  await Promise.all([history.older(), history.older()]);
  assert.equal(log.asked.length, 2);
});

test('reads what was missed after the last contiguous seq, over several pages', async () => {
  const { log, timeline, history } = open(10);
  await history.newest();
  for (let count = 0; count < 250; count += 1) log.append();
  await history.missed();
  isWhole(timeline, 1, 260);
  assert.deepEqual(log.asked.slice(1), [{ after: 10, limit: 100 }, { after: 110, limit: 100 }, { after: 210, limit: 100 }]);
});

test('what was missed and is too much for a few pages starts over at the end, in one piece', async () => {
  const { log, timeline, history } = open(10);
  await history.newest();
  for (let count = 0; count < 5000; count += 1) log.append();
  await history.missed();
  isWhole(timeline, 4961, 5010);
  assert.ok(log.asked.length <= 7);
});

test('live messages during the reading are merged once and in order', async () => {
  const { log, timeline, history } = open(10);
  await history.newest();
  log.append();
  const open11 = log.hold();
  const reading = history.missed();
  await settle();
  timeline.live(log.append());
  timeline.live(log.append());
  open11();
  await reading;
  isWhole(timeline, 1, 13);
});

test('a jump that happens during the reading is read again', async () => {
  const { log, timeline, history } = open(3);
  await history.newest();
  const answer = log.hold();
  const reading = history.missed();
  await settle();
  log.append();
  timeline.live(log.append());
  answer();
  await reading;
  isWhole(timeline, 1, 5);
});

test('seqs taken by something else than messages are settled by a page without them', async () => {
  const { log, timeline, history } = open(3);
  await history.newest();
  log.log.push(message(7));
  timeline.live(message(7));
  await history.missed();
  assert.deepEqual([seqs(timeline.messages), timeline.last, timeline.hasGap], [[1, 2, 3, 7], 7, false]);
});

test('a reader far up only learns how far the log has come', async () => {
  const { log, timeline, history } = open(900);
  await history.around(100);
  for (let count = 0; count < 5; count += 1) log.append();
  await history.missed();
  assert.deepEqual([timeline.head, timeline.attached, log.asked.at(-1)], [905, false, { limit: 1 }]);
});

test('scrolling up and down again through a bounded window loses nothing', async () => {
  const { timeline, history } = open(2000);
  await history.newest();
  while (!timeline.atStart) await history.older();
  isWhole(timeline, 1, 400);
  while (!timeline.attached) await history.newer();
  isWhole(timeline, 1601, 2000);
});

test('starting over ends what is being read: a late page changes nothing', async () => {
  const { log, timeline, history } = open(300);
  await history.newest();
  const late = log.hold();
  const older = history.older().catch(({ name }) => name);
  await history.around(20);
  late();
  assert.equal(await older, 'AbortError');
  isWhole(timeline, 1, 100);
});

test('an answer that comes although it was given up changes nothing either', async () => {
  const { log, timeline, history } = open(300);
  await history.newest();
  log.deaf = true;
  const late = log.hold();
  const older = history.older();
  await settle();
  for (let count = 0; count < 200; count += 1) log.append();
  await history.newest();
  late();
  await older;
  isWhole(timeline, 451, 500);
});

test('a live message that the log never shows is asked for once, not forever', async () => {
  const { log, timeline, history } = open(3);
  await history.newest();
  timeline.live(message(9));
  await history.missed();
  assert.deepEqual([seqs(timeline.messages), log.asked.length], [[1, 2, 3, 9], 2]);
});

test('a page that fails is reported, and asking again works', async () => {
  const { log, timeline, history } = open(80);
  await history.newest();
  log.failures.push(503);
  await assert.rejects(history.older(), { status: 503 });
  await history.older();
  isWhole(timeline, 1, 80);
});
