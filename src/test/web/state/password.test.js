import assert from 'node:assert/strict';
import test from 'node:test';
import { agentName } from '../../../../webroot/state/agent-name.js';
import { passwordProblem, strengthOf } from '../../../../webroot/state/password.js';
import { usernameProblem } from '../../../../webroot/state/text-rules.js';

test('a password has 10 to 256 characters, counted as people count', () => {
  assert.deepEqual(['', 'a'.repeat(9), '😀'.repeat(10), 'ab'.repeat(128), 'ab'.repeat(129)].map((password) => passwordProblem(password) === null), [false, false, true, true, false]);
});

test('length makes a password strong, and repeating itself makes it weak', () => {
  const level = (password) => strengthOf(password).level;
  assert.deepEqual(['', 'short', 'aaaaaaaaaaaaaaaaaaaa', 'password123456789', 'bluekettle', 'four apples and a pear', 'Tr0ub4dor&3x'].map(level), [0, 1, 2, 2, 3, 4, 4]);
});

test('a browser is known by words', () => {
  assert.equal(agentName('Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36'), 'Chrome on Linux');
  assert.equal(agentName('Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Version/17.0 Mobile Safari/604.1'), 'Safari on iPhone');
  assert.equal(agentName('Mozilla/5.0 (Windows NT 10.0; rv:120.0) Gecko/20100101 Firefox/120.0'), 'Firefox on Windows');
  assert.deepEqual([agentName('curl/8.5.0'), agentName('')], ['curl', 'Unknown device']);
});

test('the name of an account has no slashes, and is a name', () => {
  assert.deepEqual(['ann', 'Zoë K.', 'a/b', 'a\\b', ' '].map((name) => usernameProblem(name) === null), [true, true, false, false, false]);
});
