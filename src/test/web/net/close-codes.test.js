import assert from 'node:assert/strict';
import test from 'node:test';
import { Closing, meaningOf } from '../../../../webroot/net/close-codes.js';

test('a lost link, a restart and 4000 to 4499 mean: come back', () => {
  for (const code of [1000, 1001, 1005, 1006, 1011, 1012, 4000, 4001, 4002, 4008, 4499]) assert.equal(meaningOf(code), Closing.RETRY, code);
});

test('4500 asks for another name', () => {
  assert.equal(meaningOf(4500), Closing.BAD_NAME);
});

test('4501 asks to sign in, 4503 says that one is banned', () => {
  assert.deepEqual([meaningOf(4501), meaningOf(4503)], [Closing.SIGNED_OUT, Closing.SHUT_OUT]);
});

test('the other codes from 4501 to 4999 stop', () => {
  for (const code of [4502, 4504, 4999]) assert.equal(meaningOf(code), Closing.REFUSED, code);
});
