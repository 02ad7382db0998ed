import assert from 'node:assert/strict';
import test from 'node:test';
import { buildRows } from '../../../../webroot/state/rows.js';

const MINUTE = 60_000;
const NOON = new Date(2026, 2, 3, 12, 0, 0).getTime();

let seq = 0;
const said = (username, at, fields = {}) => ({ id: `i${seq += 1}`, seq, username, content: `c${seq}`, at, nonce: null, ...fields });
const pending = (nonce, fields = {}) => ({ nonce, content: nonce, at: NOON, status: 'sent', reason: null, after: null, ...fields });
const shape = (rows) => rows.map((row) => (row.kind === 'message' ? `${row.username}${row.leads ? '*' : ''}` : row.kind));
const contents = (rows) => rows.filter(({ kind }) => kind === 'message').map(({ content }) => content);

function build(messages, fields = {}) {
  return buildRows({ messages, me: 'Ann', ...fields });
}

test('messages of one person within five minutes of the first form a group', () => {
  const rows = build([said('Jane', NOON), said('Jane', NOON + 4 * MINUTE), said('Jane', NOON + 5 * MINUTE), said('Jane', NOON + 6 * MINUTE)]);
  assert.deepEqual(shape(rows), ['day', 'Jane*', 'Jane', 'Jane*', 'Jane']);
});

test('another person opens a group', () => {
  assert.deepEqual(shape(build([said('Jane', NOON), said('Omar', NOON), said('Jane', NOON)])), ['day', 'Jane*', 'Omar*', 'Jane*']);
});

test('a new day has a line and opens a group, even a minute later', () => {
  const midnight = new Date(2026, 2, 4).getTime();
  assert.deepEqual(shape(build([said('Jane', midnight - 1), said('Jane', midnight)])), ['day', 'Jane*', 'day', 'Jane*']);
});

test('the new line stands once, above the first message after it, and opens a group', () => {
  seq = 0;
  const rows = build([said('Jane', NOON), said('Jane', NOON), said('Jane', NOON)], { line: 1 });
  assert.deepEqual(shape(rows), ['day', 'Jane*', 'new', 'Jane*', 'Jane']);
});

test('the new line is not shown where the message before it is not loaded', () => {
  seq = 10;
  assert.equal(shape(build([said('Jane', NOON)], { line: 5 })).includes('new'), false);
  seq = 5;
  assert.equal(shape(build([said('Jane', NOON)], { line: 5 })).includes('new'), true);
});

test('nothing after the line, no line', () => {
  seq = 0;
  assert.equal(shape(build([said('Jane', NOON)], { line: 1 })).includes('new'), false);
  assert.equal(shape(build([said('Jane', NOON)], { line: null })).includes('new'), false);
});

test('pending messages stand at the end, in the order they were written', () => {
  const rows = build([said('Jane', NOON, { content: 'x' })], { pending: [pending('p1'), pending('p2')] });
  assert.deepEqual(contents(rows), ['x', 'p1', 'p2']);
});

test('a message keeps its row when it is acknowledged, and has another one under another name', () => {
  const [, waiting] = build([], { pending: [pending('n')] });
  const [, mine] = build([said('Ann', NOON, { nonce: 'n' })]);
  const [, other] = build([said('Jane', NOON, { nonce: 'n' })]);
  assert.equal(mine.key, waiting.key);
  assert.notEqual(other.key, waiting.key);
});

test('a failed message stays where it failed', () => {
  seq = 0;
  const messages = [said('Jane', NOON), said('Jane', NOON), said('Jane', NOON)];
  const failed = pending('bad', { status: 'failed', after: 2 });
  assert.deepEqual(contents(build(messages, { pending: [failed, pending('next')] })), ['c1', 'c2', 'bad', 'c3', 'next']);
});

test('a failed message from far above is shown there only', () => {
  seq = 100;
  const failed = pending('bad', { status: 'failed', after: 50 });
  assert.deepEqual(contents(build([said('Jane', NOON)], { pending: [failed] })), ['c101']);
  seq = 0;
  const first = pending('bad', { status: 'failed', after: 0 });
  assert.deepEqual(contents(build([said('Jane', NOON)], { pending: [first], atStart: true })), ['bad', 'c1']);
});

test('every row has its own key', () => {
  seq = 0;
  const rows = build([said('Jane', NOON), said('Ann', NOON, { nonce: 'a' }), said('Ann', NOON + 86_400_000, { nonce: 'b' })], { pending: [pending('c')], line: 1 });
  assert.equal(new Set(rows.map(({ key }) => key)).size, rows.length);
});
