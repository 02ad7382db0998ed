import assert from 'node:assert/strict';
import test from 'node:test';
import { messageFrame, readFrame, typingFrame } from '../../../../webroot/net/frames.js';
import { wireMessage } from '../support/room-log.js';

const read = (frame) => readFrame(JSON.stringify(frame));

test('a message is read with its time in milliseconds and its nonce', () => {
  const { type, message } = read(wireMessage(7, { username: 'John', content: 'Hello!', nonce: 'n-1' }));
  assert.equal(type, 'message');
  assert.deepEqual(message, { id: 'id-7', seq: 7, username: 'John', content: 'Hello!', at: Date.UTC(2026, 2, 3, 9, 0, 7), nonce: 'n-1' });
});

test('a message without a nonce has none, and unknown fields are left out', () => {
  const { message } = read({ ...wireMessage(1), mood: 'good' });
  assert.equal(message.nonce, null);
  assert.equal('mood' in message, false);
});

test('join and leave carry who is here', () => {
  const join = { type: 'join', username: 'John', content: 'x', timestamp: 'x', online_users: ['John', 'Jane', 5] };
  assert.deepEqual(read(join), { type: 'join', username: 'John', online: ['John', 'Jane'] });
  assert.deepEqual(read({ ...join, type: 'leave', online_users: [] }), { type: 'leave', username: 'John', online: [] });
});

test('an error may say which message it is about and whether to try again', () => {
  assert.deepEqual(read({ type: 'error', code: 'busy', message: 'Busy.', retryable: true, nonce: 'n' }),
    { type: 'error', code: 'busy', message: 'Busy.', retryable: true, nonce: 'n' });
  assert.deepEqual(read({ type: 'error' }), { type: 'error', code: 'unknown', message: '', retryable: false, nonce: null });
});

test('what is not understood is passed over', () => {
  const strange = ['', 'no json', '[]', 'null', '7', '{}', '{"type":"constructor"}', '{"type":"__proto__"}', '{"type":5}', '{"type":"hello"}'];
  for (const text of strange) assert.equal(readFrame(text), null, text);
  assert.equal(readFrame(new ArrayBuffer(2)), null);
});

test('a message that misses something is passed over', () => {
  for (const field of ['id', 'seq', 'username', 'content', 'timestamp']) {
    const broken = wireMessage(1);
    delete broken[field];
    assert.equal(read(broken), null, field);
  }
  assert.equal(read({ ...wireMessage(1), seq: 1.5 }), null);
  assert.equal(read({ ...wireMessage(1), seq: '1' }), null);
  assert.equal(read({ type: 'typing' }), null);
  assert.equal(read({ type: 'join', username: 'Ann' }), null);
});

test('what we say has the shape of the plain protocol', () => {
  assert.deepEqual(JSON.parse(messageFrame('Hi "you"\n', 'n-1')), { type: 'message', content: 'Hi "you"\n', nonce: 'n-1' });
  assert.deepEqual(JSON.parse(typingFrame()), { type: 'typing', content: 'typing' });
});
