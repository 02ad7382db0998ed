import assert from 'node:assert/strict';
import test from 'node:test';
import { readExtras } from '../../../../webroot/net/extras.js';
import { messageFrame, pingFrame, readFrame, subscribeFrame, typingFrame, unsubscribeFrame } from '../../../../webroot/net/frames.js';
import { wireMessage } from '../support/room-log.js';

const read = (frame) => readFrame(JSON.stringify(frame));
const readIn = (room, frame) => read({ room_id: room, ...frame });

test('a message is read with its time in milliseconds, its nonce and its position', () => {
  const { type, roomId, message } = read(wireMessage(7, { username: 'John', content: 'Hello!', nonce: 'n-1' }));
  assert.deepEqual([type, roomId], ['message', 'room']);
  assert.deepEqual(message, { id: 'id-7', seq: 7, position: 7, username: 'John', content: 'Hello!', at: Date.UTC(2026, 2, 3, 9, 0, 7), nonce: 'n-1', deleted: false, edited: null, ...readExtras({}) });
});

test('a changed message keeps its seq and has the position of the change', () => {
  const { message } = read({ ...wireMessage(7), changed_seq: 9, edited_at: '2026-01-02T10:30:00.000Z' });
  assert.deepEqual([message.seq, message.position, message.deleted], [7, 9, false]);
  const { message: gone } = read({ ...wireMessage(7), content: '', changed_seq: 10, deleted_at: '2026-01-02T10:30:00.000Z' });
  assert.deepEqual([gone.position, gone.deleted], [10, true]);
});

test('a message without a nonce has none, and unknown fields are left out', () => {
  const { message } = read({ ...wireMessage(1), mood: 'good' });
  assert.equal(message.nonce, null);
  assert.equal('mood' in message, false);
});

test('presence tells the change, the count, and the whole list if there is one', () => {
  assert.deepEqual(readIn('r', { type: 'presence', joined: ['John', 5], left: [], online_count: 2, online_users: ['John', 'Jane', 5] }),
    { roomId: 'r', type: 'presence', joined: ['John'], left: [], count: 2, online: ['John', 'Jane'] });
  assert.deepEqual(readIn('r', { type: 'presence', left: ['Ann'], online_count: -1 }),
    { roomId: 'r', type: 'presence', joined: [], left: ['Ann'], count: null, online: null });
});

test('an error may say which message it is about and when to try again, in milliseconds here', () => {
  assert.deepEqual(readIn('r', { type: 'error', code: 'busy', message: 'Busy.', retryable: true, retry_after: 0.25, nonce: 'n' }),
    { roomId: 'r', type: 'error', code: 'busy', message: 'Busy.', retryable: true, retryAfter: 250, nonce: 'n' });
  assert.deepEqual(read({ type: 'error' }), { roomId: null, type: 'error', code: 'unknown', message: '', retryable: false, retryAfter: null, nonce: null });
});

test('a greeting without an interval or a limit leaves them open', () => {
  assert.deepEqual(read({ type: 'hello', user: { username: 'Ann' } }), { roomId: null, type: 'hello', username: 'Ann', personId: null, heartbeat: null, subscriptions: 0 });
  assert.equal(read({ type: 'hello', user: {} }), null);
});

test('heads that are no positions are left out', () => {
  assert.deepEqual([...read({ type: 'pong', heads: { a: 7, b: '7', c: -1, d: 0 } }).heads], [['a', 7], ['d', 0]]);
  assert.equal(read({ type: 'pong' }).heads.size, 0);
});

test('what is not understood is passed over', () => {
  const strange = ['', 'no json', '[]', 'null', '7', '{}', '{"type":"constructor"}', '{"type":"__proto__"}', '{"type":5}', '{"type":"hologram"}'];
  for (const text of strange) assert.equal(readFrame(text), null, text);
  assert.equal(readFrame(new ArrayBuffer(2)), null);
});

test('a frame that misses something is passed over', () => {
  for (const field of ['id', 'room_id', 'seq', 'username', 'content', 'timestamp']) {
    const broken = wireMessage(1);
    delete broken[field];
    assert.equal(read(broken), null, field);
  }
  for (const broken of [{ seq: 1.5 }, { seq: '1' }, { seq: 0 }, { changed_seq: 1 }, { changed_seq: 'x' }]) {
    assert.equal(read({ ...wireMessage(1), ...broken }), null, JSON.stringify(broken));
  }
  assert.equal(readIn('r', { type: 'typing' }), null);
  assert.equal(readIn('r', { type: 'caught_up' }), null);
  assert.equal(readIn('r', { type: 'ack', seq: 1 }), null);
  assert.equal(readIn('r', { type: 'subscribed', epoch: 'e', from: 1, to: null }), null);
  assert.equal(read({ type: 'subscribed', epoch: 'e', from: 1, to: 1 }), null);
});

test('what we say has the shape of the protocol', () => {
  assert.deepEqual(JSON.parse(messageFrame('r', 'Hi "you"\n', 'n-1')), { type: 'message', room_id: 'r', content: 'Hi "you"\n', nonce: 'n-1' });
  assert.deepEqual(JSON.parse(typingFrame('r')), { type: 'typing', room_id: 'r' });
  assert.deepEqual(JSON.parse(unsubscribeFrame('r')), { type: 'unsubscribe', room_id: 'r' });
  assert.deepEqual(JSON.parse(pingFrame()), { type: 'ping' });
});

test('a subscription says since when, from the very start too, and of which log only with it', () => {
  assert.deepEqual(JSON.parse(subscribeFrame('r', 0, 'e')), { type: 'subscribe', room_id: 'r', since: 0, epoch: 'e' });
  assert.deepEqual(JSON.parse(subscribeFrame('r', 5)), { type: 'subscribe', room_id: 'r', since: 5 });
  assert.deepEqual(JSON.parse(subscribeFrame('r', null, 'e')), { type: 'subscribe', room_id: 'r' });
});
