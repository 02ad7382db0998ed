import assert from 'node:assert/strict';
import test from 'node:test';
import { readFrame } from '../../../../webroot/net/frames.js';
import { readNotice } from '../../../../webroot/net/messages.js';
import { sentenceOf } from '../../../../webroot/state/notices.js';
import { othersIn, sectionsOf, titleOf } from '../../../../webroot/state/room-sections.js';
import { buildRows } from '../../../../webroot/state/rows.js';
import { message } from '../support/room-log.js';

const words = (notice) => sentenceOf({ username: 'Ann', subject: null, value: null, ...notice }).map(({ name, quote, text }) => name ?? (quote === undefined ? text : `“${quote}”`)).join('');
const wire = (seq, fields) => ({ id: `n${seq}`, seq, username: 'Ann', event: 'added', subject: 'Bob', timestamp: '2026-03-03T09:00:05.000Z', ...fields });

test('what happened to a room is told in a sentence', () => {
  assert.equal(words({ event: 'joined' }), 'Ann joined');
  assert.equal(words({ event: 'added', subject: 'Bob' }), 'Ann added Bob');
  assert.equal(words({ event: 'banned', value: 'Bob' }), 'Ann banned Bob');
  assert.equal(words({ event: 'made_moderator', subject: 'Bob' }), 'Ann made Bob a moderator');
  assert.equal(words({ event: 'role:owner', subject: 'Bob' }), 'Ann made Bob an owner');
  assert.equal(words({ event: 'renamed', value: 'Kitchen' }), 'Ann named the room “Kitchen”');
  assert.equal(words({ event: 'topic', value: '' }), 'Ann took the topic away');
  assert.equal(words({ event: 'something newer' }), 'Ann changed the room');
});

test('a notice frame is read with whom it is about and what came of it', () => {
  const { type, roomId, message: notice } = readFrame(JSON.stringify({ type: 'notice', room_id: 'r', ...wire(5, { value: 7 }) }));
  assert.deepEqual([type, roomId, notice.seq, notice.position, notice.notice], ['notice', 'r', 5, 5, { event: 'added', subject: 'Bob', value: null }]);
  assert.equal(readFrame(JSON.stringify({ type: 'notice', room_id: 'r', ...wire(5, { event: 7 }) })), null);
});

test('a change of one’s own membership is read with the new role, or none', () => {
  const read = (role) => readFrame(JSON.stringify({ type: 'member', room_id: 'r', role }));
  assert.deepEqual([read('owner'), read(null)], [{ roomId: 'r', type: 'member', role: 'owner' }, { roomId: 'r', type: 'member', role: null }]);
});

test('a notice stands as a line of its own between messages, and ends their group', () => {
  const rows = buildRows({ messages: [message(4, { username: 'Ann' }), readNotice(wire(5)), message(6, { username: 'Ann' })], me: 'Me' });
  assert.deepEqual(rows.map(({ kind, leads }) => (leads === undefined ? kind : `${kind} ${leads}`)), ['day', 'message true', 'notice', 'message true']);
});

const room = (id, fields) => ({ id, name: id, kind: 'public', archived: false, favourite: false, people: [], ...fields });
const nameOf = (name) => name.toUpperCase();

test('favourites stand first, conversations by name, what is archived apart', () => {
  const rooms = [room('a', { favourite: true, kind: 'direct', people: ['me', 'zoe'] }), room('b'), room('c', { kind: 'direct', people: ['me', 'tom'] }), room('d', { kind: 'direct', people: ['ann', 'me'] }), room('e', { archived: true, favourite: true }), room('f', { kind: 'private' })];
  const parts = sectionsOf(rooms, { me: 'me', nameOf });
  const ids = Object.fromEntries(Object.entries(parts).map(([key, list]) => [key, list.map(({ room: { id } }) => id)]));
  assert.deepEqual(ids, { favourites: ['a'], rooms: ['b', 'f'], direct: ['d', 'c'], archived: ['e'] });
});

test('a conversation is called after the others in it, a room as it is called', () => {
  const direct = room('', { kind: 'direct', people: ['ann', 'me', 'tom'] });
  assert.deepEqual([titleOf(direct, 'me', nameOf), titleOf(room('b'), 'me', nameOf), othersIn(direct, 'me')], ['ANN, TOM', 'b', ['ann', 'tom']]);
});
