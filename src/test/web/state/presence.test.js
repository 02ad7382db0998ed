import assert from 'node:assert/strict';
import test, { beforeEach } from 'node:test';
import { Presence } from '../../../../webroot/state/presence.js';
import { FakeClock, settle } from '../support/clock.js';

let clock;
let presence;
let asked;
let answer;

beforeEach(() => {
  clock = new FakeClock();
  asked = 0;
  answer = async () => ['Ann', 'Ben', 'Eve'];
  presence = new Presence({ read: () => { asked += 1; return answer(); }, clock, random: () => 1 });
  presence.whole(['Ann', 'Ben']);
});

const hear = (joined, left, count, online = null) => presence.heard({ joined, left, count, online });

test('a whole list is the list', () => {
  hear(['Eve'], [], 2, ['Eve', 'Ann']);
  assert.deepEqual([presence.names, clock.waiting], [['Eve', 'Ann'], 0]);
});

test('a change is added and taken away, and does no harm if it is known already', () => {
  hear(['Eve'], ['Ben'], 2);
  hear(['Eve'], ['Ben'], 2);
  assert.deepEqual([presence.names, clock.waiting], [['Ann', 'Eve'], 0]);
});

test('another count than ours leads to reading the list, at a moment of one’s own', async () => {
  hear([], [], 3);
  clock.tick(2_999);
  assert.equal(asked, 0);
  clock.tick(1);
  await settle();
  assert.deepEqual([asked, presence.names], [1, ['Ann', 'Ben', 'Eve']]);
});

test('a difference that resolves itself is not read', async () => {
  hear([], [], 3);
  hear(['Eve'], [], 3);
  clock.tick(3_000);
  await settle();
  assert.equal(asked, 0);
});

test('who comes and goes while the list is on its way is not forgotten', async () => {
  let open;
  answer = () => new Promise((done) => { open = done; });
  hear([], [], 4);
  clock.tick(3_000);
  hear(['Zoë'], ['Ben'], 3);
  open(['Ann', 'Ben', 'Eve']);
  await settle();
  assert.deepEqual(presence.names, ['Ann', 'Eve', 'Zoë']);
});

test('a list that still differs, or can’t be read, is read again, but calmly', async () => {
  answer = async () => { throw new Error('No.'); };
  hear([], [], 3);
  clock.tick(3_000);
  await settle();
  clock.tick(12_999);
  assert.equal(asked, 1);
  clock.tick(1);
  await settle();
  assert.equal(asked, 2);
});

test('a whole list, or a lost connection, ends the asking; a late answer changes nothing', async () => {
  let open;
  answer = () => new Promise((done) => { open = done; });
  hear([], [], 9);
  clock.tick(3_000);
  presence.whole(['Ann']);
  open(['Ben']);
  await settle();
  assert.deepEqual([presence.names, clock.waiting], [['Ann'], 0]);
  hear([], [], 9);
  presence.stop();
  assert.equal(clock.waiting, 0);
});
