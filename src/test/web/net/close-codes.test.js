import assert from 'node:assert/strict';
import test from 'node:test';
import { Closing, meaningOf } from '../../../../webroot/net/close-codes.js';

test('a lost link, a restart and 4000 to 4499 mean: come back', () => {
  for (const code of [1000, 1001, 1005, 1006, 1011, 1012, 4000, 4001, 4002, 4008, 4499]) assert.equal(meaningOf(code), Closing.RETRY, code);
});

test('4500 asks for another name and 4504 says that the room is gone', () => {
  assert.equal(meaningOf(4500), Closing.BAD_NAME);
  assert.equal(meaningOf(4504), Closing.GONE);
});

test('the other codes from 4501 to 4999 stop', () => {
  for (const code of [4501, 4503, 4505, 4999]) assert.equal(meaningOf(code), Closing.REFUSED, code);
});
