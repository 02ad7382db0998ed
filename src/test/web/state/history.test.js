import assert from 'node:assert/strict';
import test from 'node:test';
import { History } from '../../../../webroot/state/history.js';
import { Timeline } from '../../../../webroot/state/timeline.js';
import { settle } from '../support/clock.js';
import { FakeLog, seqs } from '../support/room-log.js';

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
  await history.newest();
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

test('a page that fails is reported, and asking again works', async () => {
  const { log, timeline, history } = open(80);
  await history.newest();
  log.failures.push(503);
  await assert.rejects(history.older(), { status: 503 });
  await history.older();
  isWhole(timeline, 1, 80);
});

test('a page covers what was known when it was asked for, and what is in it', async () => {
  const { log, timeline, history } = open(80);
  const covered = [];
  const { reset, addOlder } = timeline;
  timeline.reset = (messages, page) => covered.push(page.covered) && reset.call(timeline, messages, page);
  timeline.addOlder = (messages, page) => covered.push(page.covered) && addOlder.call(timeline, messages, page);
  const answer = log.hold();
  const first = history.newest();
  timeline.begin(90);
  answer();
  await first;
  await history.older();
  assert.deepEqual(covered, [80, 90]);
});
