import test from 'node:test';
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { messageFrame, readFrame, typingFrame } from '../../../../webroot/net/frames.js';

/** The contract's frames, which the server's tests read too: what one side writes the other side reads. */
const FOLDER = new URL('../../../main/resources/contract/frames/', import.meta.url);

const golden = (name) => readFileSync(new URL(`${name}.json`, FOLDER), 'utf8');

test('every frame of the server is understood', () => {
  const names = readdirSync(FOLDER).filter((name) => !/^(client|full)-/.test(name));
  assert.ok(names.length >= 6);
  for (const name of names) {
    const text = readFileSync(new URL(name, FOLDER), 'utf8');
    assert.equal(readFrame(text)?.type, JSON.parse(text).type, name);
  }
});

test('a message is read with all its parts, to the letter', () => {
  const frame = JSON.parse(golden('message-with-nonce'));
  const { message } = readFrame(golden('message-with-nonce'));
  assert.deepEqual({ ...message }, {
    id: frame.id,
    seq: 7,
    username: 'John',
    content: frame.content,
    at: Date.UTC(2026, 0, 2, 10, 30, 0, 123),
    nonce: frame.nonce,
  });
  assert.equal(readFrame(golden('message')).message.nonce, null);
});

test('coming and going say who is here', () => {
  for (const type of ['join', 'leave']) {
    const { username, online_users: online } = JSON.parse(golden(type));
    assert.deepEqual(readFrame(golden(type)), { type, username, online });
  }
});

test('an error says which message it is about, if it is about one', () => {
  const { code, message, retryable, nonce } = JSON.parse(golden('error-with-nonce'));
  assert.deepEqual(readFrame(golden('error-with-nonce')), { type: 'error', code, message, retryable, nonce });
  assert.equal(readFrame(golden('error')).nonce, null);
});

test('what the client sends is as the contract has it', () => {
  const sent = JSON.parse(golden('client-message-with-nonce'));
  assert.deepEqual(JSON.parse(messageFrame(sent.content, sent.nonce)), sent);
  assert.deepEqual(JSON.parse(typingFrame()), JSON.parse(golden('client-typing')));
});
