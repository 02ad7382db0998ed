import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { may, outranks, standingIn } from '../../../../webroot/state/may.js';

const member = { username: 'Ann', isAdministrator: false };
const administrator = { username: 'Ada', isAdministrator: true };
const room = (fields) => ({ kind: 'public', owned: true, archived: false, announcements: false, role: null, ...fields });

/** The server's own table: what the page offers must be what it allows. */
const [head, ...rows] = readFileSync(new URL('../../../main/resources/contract/rights.csv', import.meta.url), 'utf8')
  .split('\n').filter((line) => line && !line.startsWith('#')).map((line) => line.split(',').map((cell) => cell.trim()));
const table = new Map(rows.map((row) => [row[0], Object.fromEntries(row.map((cell, index) => [head[index], cell]))]));

const STANDINGS = {
  visitor: [room(), member],
  commons: [room({ owned: false }), null],
  reader: [room({ role: 'reader' }), member],
  member: [room({ role: 'member' }), member],
  moderator: [room({ role: 'moderator' }), member],
  owner: [room({ role: 'owner' }), member],
  administrator: [room(), administrator],
  partner: [room({ kind: 'direct', role: 'member' }), member],
};
const ACTIONS = ['post', 'invite', 'remove', 'set-role', 'rename', 'topic', 'settings', 'archive', 'delete', 'mute', 'ban', 'restrictions', 'delete-any'];

test('what is offered is what the table of rights allows, for every standing', () => {
  for (const action of ACTIONS) {
    for (const [standing, [where, me]] of Object.entries(STANDINGS)) {
      assert.equal(may(action, where, me), table.get(`room.${action}`)[standing] === 'yes', `${action} as ${standing}`);
    }
  }
});

test('in an archived room is offered what the table allows there', () => {
  for (const action of ACTIONS.filter((one) => table.get(`room.${one}`).owner === 'yes')) {
    assert.equal(may(action, room({ role: 'owner', archived: true }), member), table.get(`room.${action}`).archived === 'yes', action);
  }
});

test('where only moderators write, the field is for them', () => {
  const announcements = (role) => room({ announcements: true, role });
  assert.deepEqual(['member', 'moderator', 'owner'].map((role) => may('post', announcements(role), member)), [false, true, true]);
  assert.equal(may('post', announcements(null), administrator), true);
});

test('only those below are anybody’s to mute, and never in a guest’s eyes', () => {
  const moderated = room({ role: 'moderator' });
  assert.deepEqual(['reader', 'member', 'moderator', 'owner'].map((role) => outranks(moderated, member, role)), [true, true, false, false]);
  assert.equal(outranks(room({ owned: false }), null, null), false);
  assert.deepEqual([standingIn(moderated, member), standingIn(moderated, administrator), standingIn(moderated, null)], ['moderator', 'administrator', 'none']);
});
