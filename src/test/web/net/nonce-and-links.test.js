import assert from 'node:assert/strict';
import test from 'node:test';
import { newNonce } from '../../../../webroot/net/nonce.js';
import { readLinks } from '../../../../webroot/net/links.js';

test('a nonce is a UUID where the browser makes one', () => {
  assert.equal(newNonce({ randomUUID: () => 'the-uuid' }), 'the-uuid');
});

test('on plain http, without randomUUID, a nonce has the allowed signs and never repeats', () => {
  const insecure = { getRandomValues: (bytes) => globalThis.crypto.getRandomValues(bytes) };
  const nonces = new Set(Array.from({ length: 500 }, () => newNonce(insecure)));
  assert.equal(nonces.size, 500);
  for (const nonce of nonces) assert.match(nonce, /^[A-Za-z0-9_-]{1,64}$/);
});

test('a nonce drawn by hand keeps its leading zeros', () => {
  assert.equal(newNonce({ getRandomValues: (bytes) => bytes.fill(1) }), '01'.repeat(16));
});

test('links are read by relation, without their host', () => {
  const links = readLinks('<http://inside:8000/api/x?before=5&limit=50>; rel="prev", </api/x?after=9>; title="a"; rel=next');
  assert.deepEqual([...links], [['prev', '/api/x?before=5&limit=50'], ['next', '/api/x?after=9']]);
});

test('one link may have several relations, and no header has none', () => {
  assert.deepEqual([...readLinks('</a>; rel="next last"').keys()], ['next', 'last']);
  assert.equal(readLinks(null).size, 0);
  assert.equal(readLinks('nonsense').size, 0);
});
