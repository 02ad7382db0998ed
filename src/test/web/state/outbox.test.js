import assert from 'node:assert/strict';
import test from 'node:test';
import { Outbox } from '../../../../webroot/state/outbox.js';
import { FakeClock } from '../support/clock.js';
import { MemoryStore, memoryShelf } from '../support/memory-store.js';

function outboxWith({ store = new MemoryStore(), clock = new FakeClock(), key = 'room.Ann' } = {}) {
  let nonces = 0;
  const outbox = new Outbox({ shelf: memoryShelf(store), key, clock, newNonce: () => `n${nonces += 1}`, random: () => 1 });
  const sent = [];
  const send = (content, nonce) => sent.push([content, nonce]) > 0;
  return { outbox, clock, store, sent, send };
}

const statuses = (outbox) => outbox.entries.map(({ content, status }) => `${content}:${status}`);

test('a message waits without a connection and goes out with one', () => {
  const { outbox, sent, send } = outboxWith();
  outbox.post('one');
  outbox.post('two');
  assert.deepEqual(statuses(outbox), ['one:queued', 'two:queued']);
  outbox.open(send);
  assert.deepEqual(sent, [['one', 'n1'], ['two', 'n2']]);
  outbox.confirm('n1');
  assert.deepEqual(statuses(outbox), ['two:sent']);
});

test('after a return what is unconfirmed goes out again, in order, with its old nonce', () => {
  const { outbox, sent, send } = outboxWith();
  outbox.open(send);
  for (const content of ['one', 'two', 'three']) outbox.post(content);
  outbox.confirm('n2');
  outbox.close();
  sent.length = 0;
  outbox.open(send);
  assert.deepEqual(sent, [['one', 'n1'], ['three', 'n3']]);
});

test('a message found in the history while the connection was away is not sent again', () => {
  const { outbox, sent, send } = outboxWith();
  outbox.open(send);
  outbox.post('stored, but the answer was lost');
  outbox.close();
  sent.length = 0;
  outbox.confirm('n1');
  outbox.open(send);
  assert.deepEqual([sent, outbox.entries], [[], []]);
});

test('without an answer it is sent again after ten seconds, with the same nonce', () => {
  const { outbox, clock, sent, send } = outboxWith();
  outbox.open(send);
  outbox.post('one');
  clock.tick(9_999);
  assert.equal(sent.length, 1);
  clock.tick(1);
  assert.deepEqual(sent, [['one', 'n1'], ['one', 'n1']]);
});

test('a connection that answers nothing twice is called silent', () => {
  const { outbox, clock, send } = outboxWith();
  let silent = 0;
  outbox.addEventListener('silent', () => { silent += 1; });
  outbox.open(send);
  outbox.post('one');
  clock.tick(10_000);
  assert.equal(silent, 0);
  clock.tick(10_000);
  assert.equal(silent, 1);
});

test('a final no fails the message with its reason, at the place where it stood', () => {
  const { outbox, clock, sent, send } = outboxWith();
  outbox.open(send);
  outbox.post('bad');
  outbox.refuse('n1', { retryable: false, message: 'Too long.', after: 12 });
  const [{ status, reason, after }] = outbox.entries;
  assert.deepEqual([status, reason, after], ['failed', 'Too long.', 12]);
  clock.tick(60_000);
  assert.equal(sent.length, 1);
});

test('a no for now is tried again with growing waits, then it fails', () => {
  const { outbox, clock, sent, send } = outboxWith();
  outbox.open(send);
  outbox.post('one');
  for (const wait of [1000, 2000, 4000, 8000]) {
    outbox.refuse('n1', { retryable: true, message: 'Busy.', after: 1 });
    assert.deepEqual(statuses(outbox), ['one:waiting']);
    const { length } = sent;
    clock.tick(wait - 1);
    assert.equal(sent.length, length);
    clock.tick(1);
    assert.equal(sent.length, length + 1);
  }
  outbox.refuse('n1', { retryable: true, message: 'Busy.', after: 1 });
  assert.deepEqual(statuses(outbox), ['one:failed']);
});

test('nothing overtakes a message that waits for its next try', () => {
  const { outbox, clock, sent, send } = outboxWith();
  outbox.open(send);
  outbox.post('one');
  outbox.refuse('n1', { retryable: true, message: 'Busy.', after: 1 });
  outbox.post('two');
  assert.deepEqual(sent, [['one', 'n1']]);
  clock.tick(1000);
  outbox.confirm('n1');
  assert.deepEqual(sent.slice(1), [['one', 'n1'], ['two', 'n2']]);
});

test('a failed message lets the next ones go', () => {
  const { outbox, sent, send } = outboxWith();
  outbox.post('bad');
  outbox.post('good');
  outbox.open((content, nonce) => {
    send(content, nonce);
    return true;
  });
  outbox.refuse('n1', { retryable: false, message: 'No.', after: 3 });
  outbox.post('next');
  assert.deepEqual(sent.at(-1), ['next', 'n3']);
});

test('trying again sends it last, with the same nonce; discarding forgets it', () => {
  const { outbox, sent, send } = outboxWith();
  outbox.open(send);
  outbox.post('one');
  outbox.post('two');
  outbox.refuse('n1', { retryable: false, message: 'No.', after: 1 });
  outbox.retry('n1');
  assert.deepEqual(statuses(outbox), ['two:sent', 'one:sent']);
  assert.deepEqual(sent.at(-1), ['one', 'n1']);
  outbox.refuse('n1', { retryable: false, message: 'No.', after: 1 });
  outbox.discard('n1');
  assert.deepEqual(statuses(outbox), ['two:sent']);
});

test('only a few are under way at a time', () => {
  const { outbox, sent, send } = outboxWith();
  for (let count = 0; count < 20; count += 1) outbox.post(`m${count}`);
  outbox.open(send);
  assert.equal(sent.length, 8);
  outbox.confirm('n1');
  assert.deepEqual([sent.length, sent.at(-1)[0]], [9, 'm8']);
});

test('what is unconfirmed survives a reload, failed messages with their reason', () => {
  const store = new MemoryStore();
  const first = outboxWith({ store });
  first.outbox.open(first.send);
  first.outbox.post('one');
  first.outbox.post('two');
  first.outbox.refuse('n1', { retryable: false, message: 'No.', after: 4 });
  const second = outboxWith({ store });
  assert.deepEqual(statuses(second.outbox), ['one:failed', 'two:queued']);
  second.outbox.open(second.send);
  assert.deepEqual(second.sent, [['two', 'n2']]);
  assert.equal(second.outbox.entries[0].reason, 'No.');
});

test('each room and name has its own, and nothing is left behind when all is confirmed', () => {
  const store = new MemoryStore();
  const ann = outboxWith({ store });
  ann.outbox.post('mine');
  assert.deepEqual(outboxWith({ store, key: 'room.Jane' }).outbox.entries, []);
  ann.outbox.confirm('n1');
  assert.equal(store.items.size, 0);
});

test('it is bounded: the fifty-first is not taken', () => {
  const { outbox } = outboxWith();
  for (let count = 0; count < 50; count += 1) assert.ok(outbox.post(`m${count}`));
  assert.deepEqual([outbox.post('one more'), outbox.isFull, outbox.entries.length], [null, true, 50]);
});

test('a new name takes along only what can not have been stored under the old one', () => {
  const { outbox, send } = outboxWith();
  outbox.open(send);
  outbox.post('may be stored');
  outbox.close();
  outbox.post('never left');
  const next = outboxWith({ key: 'room.Anna' });
  next.outbox.adopt(outbox.takeUnsent());
  next.outbox.open(next.send);
  assert.deepEqual(statuses(outbox), ['may be stored:queued']);
  assert.deepEqual(next.sent, [['never left', 'n2']]);
});

test('a closed outbox keeps no timer running', () => {
  const { outbox, clock, send } = outboxWith();
  outbox.open(send);
  outbox.post('one');
  outbox.close();
  assert.equal(clock.waiting, 0);
});

test('an acknowledged message stays until its place has come, and is neither sent nor refused any more', () => {
  const { outbox, clock, sent, send } = outboxWith();
  outbox.open(send);
  outbox.post('one');
  outbox.acknowledge('n1', 7);
  outbox.refuse('n1', { retryable: false, message: 'No.', after: 1 });
  outbox.close();
  outbox.open(send);
  assert.deepEqual([statuses(outbox), sent.length, clock.waiting], [['one:stored'], 1, 0]);
  outbox.settle(6);
  assert.equal(outbox.entries.length, 1);
  outbox.settle(7);
  assert.deepEqual(outbox.entries, []);
});

test('an acknowledged message makes way for the next one', () => {
  const { outbox, sent, send } = outboxWith();
  for (let count = 0; count < 9; count += 1) outbox.post(`m${count}`);
  outbox.open(send);
  outbox.acknowledge('n1', 1);
  assert.deepEqual(sent.at(-1), ['m8', 'n9']);
});

test('what is acknowledged is not kept for the next page, which finds it in the history', () => {
  const { outbox, store, send } = outboxWith();
  outbox.open(send);
  outbox.post('one');
  outbox.acknowledge('n1', 7);
  assert.equal(store.items.size, 0);
});

test('what another log had acknowledged is sent again', () => {
  const { outbox, sent, send } = outboxWith();
  outbox.open(send);
  outbox.post('one');
  outbox.acknowledge('n1', 7);
  outbox.unsettle();
  outbox.open(send);
  outbox.settle(9);
  assert.deepEqual([statuses(outbox), sent.at(-1)], [['one:sent'], ['one', 'n1']]);
});

test('a server that says how long to wait is believed, and for longer than one that only refuses', () => {
  const { outbox, clock, sent, send } = outboxWith();
  outbox.open(send);
  outbox.post('one');
  for (let refusal = 0; refusal < 30; refusal += 1) {
    outbox.refuse('n1', { retryable: true, message: 'Slow.', after: 1, retryAfter: 250 });
    clock.tick(249);
    assert.equal(sent.length, 1 + refusal);
    clock.tick(1);
    assert.equal(sent.length, 2 + refusal);
  }
  outbox.refuse('n1', { retryable: true, message: 'Slow.', after: 1, retryAfter: 250 });
  assert.deepEqual(statuses(outbox), ['one:failed']);
});

test('after a no they go one by one, so that none overtakes another, until all are out', () => {
  const { outbox, clock, sent, send } = outboxWith();
  for (const content of ['a', 'b', 'c']) outbox.post(content);
  outbox.open(send);
  for (const nonce of ['n1', 'n2', 'n3']) outbox.refuse(nonce, { retryable: true, message: 'Slow.', after: 1, retryAfter: 100 });
  sent.length = 0;
  clock.tick(100);
  assert.deepEqual(sent.map(([content]) => content), ['a']);
  outbox.confirm('n1');
  outbox.confirm('n2');
  assert.deepEqual(sent.map(([content]) => content), ['a', 'b', 'c']);
  outbox.confirm('n3');
  for (const content of ['d', 'e']) outbox.post(content);
  assert.equal(sent.length, 5);
});
