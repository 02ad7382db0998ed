import assert from 'node:assert/strict';
import test, { beforeEach } from 'node:test';
import { readFrame } from '../../../../webroot/net/frames.js';
import { Subscription } from '../../../../webroot/state/subscription.js';
import { FakeClock } from '../support/clock.js';
import { wireMessage } from '../support/room-log.js';

let clock;
let sent;
let told;
let room;

beforeEach(() => {
  clock = new FakeClock();
  sent = [];
  told = [];
  room = make();
});

function make(options) {
  const made = new Subscription({ roomId: 'room', send: (frame) => sent.push(JSON.parse(frame)) > 0, clock, random: () => 1, ...options });
  const note = (type, shape) => made.addEventListener(type, ({ detail }) => told.push(shape(detail)));
  note('message', ({ seq, position }) => (seq === position ? seq : `${seq}@${position}`));
  note('reached', (position) => `to ${position}`);
  note('subscribed', ({ fresh, lost, otherLog }) => ['subscribed', fresh && 'fresh', lost && 'lost', otherLog && 'other'].filter(Boolean).join(' '));
  note('refused', (sentence) => `refused ${sentence}`);
  note('ended', (reason) => `ended ${reason}`);
  return made;
}

const hear = (frame) => room.heard(readFrame(JSON.stringify({ room_id: 'room', ...frame })));
const say = (...seqs) => seqs.forEach((seq) => hear(wireMessage(seq)));
const change = (seq, position) => hear({ ...wireMessage(seq), changed_seq: position });
const answer = (to, fields) => hear({ type: 'subscribed', epoch: 'e', recovered: false, from: to, to, online_users: [], ...fields });
const recover = (from, to, fields) => answer(to, { recovered: true, from, ...fields });
const refuse = (fields) => hear({ type: 'error', code: 'overloaded', message: 'No.', retryable: true, ...fields });
const heardSince = (task) => {
  told = [];
  task();
  return told;
};
const asked = () => sent.filter(({ type }) => type === 'subscribe').map(({ since, epoch }) => [since, epoch].filter((value) => value !== undefined).join());

function live(position) {
  room.connected();
  answer(position);
  told = [];
  sent.length = 0;
}

test('at first it asks for no past, and the log begins where the server says', () => {
  room.connected();
  answer(10);
  say(11);
  assert.deepEqual([asked(), told, room.position, room.phase], [[''], ['subscribed fresh', 11], 11, 'live']);
});

test('what came before the answer to the first subscribe is in the history already, what is newer follows', () => {
  room.connected();
  say(9, 10, 11);
  answer(10);
  assert.deepEqual(told, ['subscribed fresh', 11]);
});

test('each position is passed on once', () => {
  live(10);
  say(11, 11, 10, 12, 11);
  change(11, 13);
  change(11, 13);
  assert.deepEqual([told, asked()], [[11, 12, '11@13'], []]);
});

test('at a hole it asks again from where it stands, holds back what comes, and then passes on all in order', () => {
  live(10);
  say(11, 13, 14);
  assert.deepEqual([told, asked(), room.phase], [[11], ['11,e'], 'asking']);
  say(12, 13, 14);
  assert.deepEqual(heardSince(() => recover(11, 14)), [12, 13, 14, 'subscribed']);
  say(15);
  assert.equal(room.position, 15);
});

test('what showed the hole is not lost if the answer ends before it', () => {
  live(10);
  say(12);
  say(11);
  recover(10, 11);
  assert.deepEqual([told, room.position], [[11, 'subscribed', 12], 12]);
});

test('positions that were overtaken by later changes are left out when recovering, and the position is the end of it', () => {
  live(10);
  room.disconnected();
  room.connected();
  assert.deepEqual(asked(), ['10,e']);
  say(12);
  change(11, 13);
  assert.deepEqual(heardSince(() => recover(10, 15)), [12, '11@13', 'to 15', 'subscribed']);
  say(16);
  assert.equal(room.position, 16);
});

test('what is recovered comes before the word that it is subscribed, what is newer after it', () => {
  live(10);
  room.disconnected();
  room.connected();
  say(11, 12);
  assert.deepEqual(heardSince(() => recover(10, 11)), [11, 'subscribed', 12]);
});

test('a recovery that is refused is a loss, and the log goes on from where the server is', () => {
  live(10);
  room.disconnected();
  room.connected();
  assert.deepEqual(heardSince(() => answer(900)), ['subscribed lost']);
  say(901);
  assert.deepEqual([room.position, asked()], [901, ['10,e']]);
});

test('another log is told apart by its epoch, also at the first time where the history named one', () => {
  live(10);
  room.disconnected();
  room.connected();
  assert.deepEqual(heardSince(() => recover(10, 12, { epoch: 'f' })), ['subscribed lost other']);
  room.disconnected();
  room.connected();
  assert.deepEqual(heardSince(() => answer(5)), ['subscribed lost other']);
  assert.equal(room.position, 5);
  room = make({ epoch: 'e' });
  room.connected();
  assert.deepEqual(heardSince(() => answer(5, { epoch: 'f' })), ['subscribed fresh lost other']);
});

test('a recovery that begins beyond the position is none', () => {
  live(10);
  room.disconnected();
  room.connected();
  assert.deepEqual(heardSince(() => recover(12, 14)), ['subscribed lost']);
});

test('too much to hold is too much to recover', () => {
  live(0);
  room.disconnected();
  room.connected();
  for (let seq = 1; seq <= 2_001; seq += 1) say(seq);
  assert.deepEqual(heardSince(() => recover(0, 2_001)), ['subscribed lost']);
  assert.equal(room.position, 2_001);
});

test('being caught up moves the position, but never back', () => {
  live(10);
  hear({ type: 'caught_up', to: 14 });
  hear({ type: 'caught_up', to: 12 });
  say(15);
  assert.deepEqual([told, asked()], [['to 14', 15], []]);
});

test('while a hole is being closed, being caught up says nothing about it', () => {
  live(10);
  say(12);
  hear({ type: 'caught_up', to: 14 });
  assert.equal(room.position, 10);
});

test('a server that is ahead, or knows of no subscription, is asked again; one that is not is left alone', () => {
  live(10);
  room.head(10);
  room.head(9);
  assert.deepEqual(asked(), []);
  room.head(12);
  assert.deepEqual(asked(), ['10,e']);
  room.head(12);
  assert.equal(asked().length, 1);
  recover(10, 12);
  room.head(undefined);
  assert.deepEqual(asked(), ['10,e', '12,e']);
});

test('a subscribe that is refused for now is tried again with growing waits, or when the server says', () => {
  room.connected();
  refuse();
  assert.deepEqual([told, room.phase], [['refused No.'], 'waiting']);
  clock.tick(999);
  assert.equal(asked().length, 1);
  clock.tick(1);
  assert.equal(asked().length, 2);
  refuse();
  clock.tick(2_000);
  assert.equal(asked().length, 3);
  refuse({ retry_after: 20 });
  clock.tick(19_999);
  assert.equal(asked().length, 3);
  clock.tick(1);
  assert.equal(asked().length, 4);
});

test('a subscribe that is refused for good is tried again only now and then', () => {
  room.connected();
  refuse({ code: 'too_many_subscriptions', retryable: false });
  clock.tick(29_999);
  assert.equal(asked().length, 1);
  clock.tick(1);
  assert.equal(asked().length, 2);
});

test('a subscribe that is not answered is asked again, and two answers do no harm', () => {
  live(10);
  room.disconnected();
  room.connected();
  clock.tick(15_000);
  assert.deepEqual(asked(), ['10,e', '10,e']);
  say(11, 12);
  recover(10, 12);
  say(11, 12, 13);
  recover(10, 13);
  say(14);
  assert.deepEqual([told, room.position], [[11, 12, 'subscribed', 13, 'subscribed', 14], 14]);
});

test('an answer to an earlier subscribe counts although a later one was refused', () => {
  live(10);
  room.disconnected();
  room.connected();
  clock.tick(15_000);
  refuse();
  say(11, 12);
  recover(10, 12);
  assert.deepEqual([told.slice(1), room.position, room.phase], [[11, 12, 'subscribed'], 12, 'live']);
});

test('a message refused, or one not subscribed for any more, does not fail the subscription', () => {
  room.connected();
  refuse({ nonce: 'n' });
  hear({ type: 'error', code: 'not_subscribed', message: 'No.' });
  assert.equal(room.phase, 'asking');
  answer(10);
  hear({ type: 'error', code: 'not_subscribed', message: 'No.', nonce: 'n' });
  assert.deepEqual(asked(), ['', '10,e']);
});

test('what a history page lacks is asked for once more', () => {
  live(10);
  say(11);
  room.rewind(8);
  assert.deepEqual([asked(), room.position], [['8,e'], 8]);
  say(9, 10, 11);
  recover(8, 11);
  assert.deepEqual(told, [11, 9, 10, 11, 'subscribed']);
});

test('a position known from the history is where the first subscribe begins', () => {
  room.rewind(0);
  assert.deepEqual(asked(), []);
  room.connected();
  assert.deepEqual(asked(), ['0']);
});

test('a deleted room ends it, told in whichever way', () => {
  live(10);
  hear({ type: 'unsubscribed', code: 'room_not_found' });
  room.connected();
  say(11);
  assert.deepEqual([told, room.phase, asked(), clock.waiting], [['ended gone'], 'over', [], 0]);
  room = make();
  room.connected();
  assert.deepEqual(heardSince(() => hear({ type: 'error', code: 'room_not_found', message: 'x' })), ['ended gone']);
});

test('the late answer to a leaving does not end the next visit, another code does', () => {
  room.connected();
  hear({ type: 'unsubscribed' });
  assert.equal(room.phase, 'asking');
  assert.deepEqual(heardSince(() => hear({ type: 'unsubscribed', code: 'busy' })), ['ended refused']);
});

test('who is banned hears why, by a frame or as the answer to subscribing', () => {
  room.connected();
  assert.deepEqual(heardSince(() => hear({ type: 'unsubscribed', code: 'banned' })), ['ended banned']);
  room = make();
  room.connected();
  assert.deepEqual(heardSince(() => hear({ type: 'error', code: 'banned', message: 'x' })), ['ended banned']);
});

test('a notice takes its place in the log like a message', () => {
  live(0);
  hear({ type: 'notice', id: 'n', seq: 1, username: 'Ann', event: 'joined', timestamp: '2026-03-03T09:00:00.000Z' });
  assert.equal(room.position, 1);
  assert.deepEqual(asked(), []);
});

test('without a connection nothing is asked and no timer runs', () => {
  room.connected();
  refuse();
  room.disconnected();
  assert.deepEqual([clock.waiting, room.phase], [0, 'off']);
});
