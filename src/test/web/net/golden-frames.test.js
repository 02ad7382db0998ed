import test from 'node:test';
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { messageFrame, readFrame, typingFrame } from '../../../../webroot/net/frames.js';

/** The contract's frames, which the server's tests read too: what one side writes the other side reads. */
const FOLDER = new URL('../../../main/resources/contract/frames/', import.meta.url);

const golden = (name) => readFileSync(new URL(`${name}.json`, FOLDER), 'utf8');

test('every frame of the server is understood', () => {
  const names = readdirSync(FOLDER).filter((name) => !name.startsWith('client-'));
  assert.ok(names.length >= 6);
  for (const name of names) {
    const text = readFileSync(new URL(name, FOLDER), 'utf8');
    assert.equal(readFrame(text)?.type, JSON.parse(text).type, name);
  }
});

test('a message is read with all its parts', () => {
  const { message } = readFrame(golden('message-with-nonce'));
  assert.deepEqual({ ...message }, {
    id: '01943e2f-7a5c-7d3e-9b1a-2f4c6d8e0a1b',
    seq: 7,
    username: 'John',
    content: 'Hello!',
    at: Date.UTC(2026, 0, 2, 10, 30),
    nonce: '5f1c2d3e',
  });
  assert.equal(readFrame(golden('message')).message.nonce, null);
});

test('coming and going say who is here', () => {
  assert.deepEqual(readFrame(golden('join')), { type: 'join', username: 'John', online: ['John', 'Jane'] });
  assert.deepEqual(readFrame(golden('leave')), { type: 'leave', username: 'John', online: ['Jane'] });
});

test('an error says which message it is about', () => {
  assert.deepEqual(readFrame(golden('error')), {
    type: 'error', code: 'empty_message', message: 'A message needs some text.', retryable: false, nonce: '5f1c2d3e',
  });
});

test('what the client sends is as the contract has it', () => {
  assert.deepEqual(JSON.parse(messageFrame('Hello!', '5f1c2d3e')), JSON.parse(golden('client-message')));
  assert.deepEqual(JSON.parse(typingFrame()), JSON.parse(golden('client-typing')));
});
