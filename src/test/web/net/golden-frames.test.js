import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import test from 'node:test';
import { readExtras } from '../../../../webroot/net/extras.js';
import { messageFrame, pingFrame, presenceFrame, readFrame, subscribeFrame, typingFrame, unsubscribeFrame } from '../../../../webroot/net/frames.js';

/** The contract's frames, which the server's tests read too: what one side writes the other side reads. */
const FOLDER = new URL('../../../main/resources/contract/frames/', import.meta.url);
const ROOM = '01920000-0000-7000-8000-000000000001';
const NONCE = 'k3J_-9';

const golden = (name) => readFileSync(new URL(`full-${name}.json`, FOLDER), 'utf8');
const understood = (name) => readFrame(golden(name));
const names = readdirSync(FOLDER).filter((name) => name.startsWith('full-'));

test('every frame of the server is understood, and about the room it is about', () => {
  const heard = names.filter((name) => !name.startsWith('full-client-'));
  assert.ok(heard.length >= 17);
  for (const name of heard) {
    const text = readFileSync(new URL(name, FOLDER), 'utf8');
    const { type, room_id: roomId = null } = JSON.parse(text);
    assert.deepEqual([readFrame(text)?.type, readFrame(text)?.roomId], [type, roomId], name);
  }
});

test('the greeting says who we are, how often to speak and how much may be subscribed', () => {
  assert.deepEqual(understood('hello'), { roomId: null, type: 'hello', username: 'John', personId: null, heartbeat: 20_000, subscriptions: 500 });
});

test('somebody with an account is greeted as that', () => {
  const { user } = JSON.parse(golden('hello-signed-in'));
  assert.deepEqual([understood('hello-signed-in').username, understood('hello-signed-in').personId], [user.username, user.id]);
});

test('what one is in a room is told, and that one is nothing there any more', () => {
  assert.deepEqual(understood('member'), { roomId: ROOM, type: 'member', role: 'moderator' });
  assert.deepEqual(understood('member-no-longer'), { roomId: ROOM, type: 'member', role: null });
});

test('which threads one follows, and how far one has read in them, is read', () => {
  const { thread } = JSON.parse(golden('thread-read'));
  assert.deepEqual(understood('thread-follow'), { roomId: ROOM, type: 'thread_follow', threadId: thread, readSeq: 12, unread: 0, following: true });
  assert.deepEqual(understood('thread-read'), { roomId: ROOM, type: 'thread_read', threadId: thread, readSeq: 12, unread: 3 });
});

test('how far somebody else has read is read', () => {
  assert.deepEqual(understood('receipt'), { roomId: ROOM, type: 'receipt', username: 'Jane', seq: 7 });
});

test('what one has begun to write on another device is read, and that it is gone', () => {
  const { thread, quote } = JSON.parse(golden('draft'));
  const at = Date.UTC(2026, 0, 2, 10, 30);
  assert.deepEqual(understood('draft'), { roomId: ROOM, type: 'draft', threadId: thread, content: 'I think', quoteId: quote, at, version: at });
  assert.deepEqual(understood('draft-gone'), { roomId: ROOM, type: 'draft', threadId: null, content: '', quoteId: null, at, version: at + 1 });
});

test('a message, an edited and a deleted one are read with all their parts', () => {
  const message = { id: JSON.parse(golden('message')).id, seq: 7, position: 7, username: 'John', content: 'Hello!', at: Date.UTC(2026, 0, 2, 10, 30), nonce: null, deleted: false, edited: null, ...readExtras({}) };
  assert.deepEqual({ ...understood('message').message }, message);
  assert.deepEqual({ ...understood('message-edited').message }, { ...message, position: 9, content: 'Hello, Jane!', nonce: NONCE, edited: Date.UTC(2026, 0, 2, 10, 31) });
  assert.deepEqual({ ...understood('message-deleted').message }, { ...message, position: 10, content: '', deleted: true });
});

test('a subscription says who is here, and what was recovered', () => {
  const subscribed = { roomId: ROOM, type: 'subscribed', epoch: '9f86d081884c7d65', recovered: true, from: 100, to: 120, online: ['John', 'Jane'] };
  assert.deepEqual(understood('subscribed'), subscribed);
  assert.deepEqual(understood('subscribed-not-recovered'), { ...subscribed, recovered: false, from: 120 });
  assert.deepEqual(understood('unsubscribed'), { roomId: ROOM, type: 'unsubscribed', code: null });
  assert.deepEqual(understood('unsubscribed-room-gone'), { roomId: ROOM, type: 'unsubscribed', code: 'room_not_found' });
  assert.deepEqual(understood('caught-up'), { roomId: ROOM, type: 'caught_up', to: 42 });
});

test('an acknowledgement has the place of the message, the first one’s for a repeated one', () => {
  for (const name of ['ack', 'ack-duplicate']) assert.deepEqual(understood(name), { roomId: ROOM, type: 'ack', nonce: NONCE, seq: 7 });
});

test('people: who types, who came and went, in a small room and in a crowd', () => {
  assert.deepEqual(understood('typing'), { roomId: ROOM, type: 'typing', username: 'John', expiresIn: 5_000 });
  assert.deepEqual(understood('presence'), { roomId: ROOM, type: 'presence', joined: ['Jane'], left: [], count: 2, online: ['John', 'Jane'] });
  assert.deepEqual(understood('presence-crowd'), { roomId: ROOM, type: 'presence', joined: ['Jane'], left: ['John'], count: 101, online: null });
});

test('a pong has the heads of the rooms', () => {
  assert.deepEqual([...understood('pong').heads], [[ROOM, 7]]);
});

test('an error says which message it is about, and how long to wait', () => {
  const { message } = JSON.parse(golden('error'));
  assert.deepEqual(understood('error'), { roomId: ROOM, type: 'error', code: 'storage_unavailable', message, retryable: true, retryAfter: null, nonce: NONCE });
  assert.equal(understood('error-rate-limited').retryAfter, 250);
});

test('what the client sends is as the contract has it, to the letter, and nothing of it is missing here', () => {
  const said = {
    'client-subscribe': subscribeFrame(ROOM),
    'client-subscribe-since': subscribeFrame(ROOM, 100, '9f86d081884c7d65'),
    'client-unsubscribe': unsubscribeFrame(ROOM),
    'client-message': messageFrame(ROOM, 'Hello!', NONCE),
    'client-message-answer': messageFrame(ROOM, 'Hello!', 'k3J_-9', {'quote': '01920000-0000-7000-8000-000000000004', 'thread': '01920000-0000-7000-8000-000000000003'}),
    'client-typing': typingFrame(ROOM),
    'client-ping': pingFrame(),
    'client-presence': presenceFrame('away'),
    'client-presence-online': presenceFrame('online'),
  };
  for (const [name, frame] of Object.entries(said)) assert.equal(frame, JSON.stringify(JSON.parse(golden(name))), name);
  assert.deepEqual(Object.keys(said).map((name) => `full-${name}.json`).sort(), names.filter((name) => name.startsWith('full-client-')).sort());
});
