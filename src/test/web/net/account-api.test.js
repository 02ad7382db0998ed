import assert from 'node:assert/strict';
import test from 'node:test';
import { AccountApi } from '../../../../webroot/net/account-api.js';
import { AdminApi } from '../../../../webroot/net/admin-api.js';
import { MeApi } from '../../../../webroot/net/me-api.js';
import { PeopleApi } from '../../../../webroot/net/people-api.js';
import { RoomApi } from '../../../../webroot/net/room-api.js';
import { Api } from '../../../../webroot/net/api.js';
import { answering, json, problem } from '../support/fake-server.js';

const ME = { id: 'p1', username: 'ann', display_name: 'Ann', role: 'administrator', avatar: null, two_factor: true, session_id: 's1', created_at: '2026-01-02T10:30:00.000Z' };

test('how one comes in is read with what an older or stricter server leaves out', async () => {
  const { requests } = answering(json({ mode: 'members', sign_up: 'open', needs_setup: true, name: 'Yard' }), json({}));
  const api = new AccountApi({ requests });
  assert.deepEqual(await api.server(), { mode: 'members', signUp: 'open', needsSetup: true, name: 'Yard' });
  assert.deepEqual(await api.server(), { mode: 'open', signUp: 'invitation', needsSetup: false, name: 'Parley' });
});

test('signing in says name and password, and the code once there is one', async () => {
  const { requests, asked } = answering(json(ME), json(ME));
  const api = new AccountApi({ requests });
  const me = await api.signIn({ username: 'ann', password: 'secret words' });
  await api.signIn({ username: 'ann', password: 'secret words', code: '123456' });
  assert.deepEqual(asked, [
    ['POST /api/chat/sign-in', { username: 'ann', password: 'secret words' }],
    ['POST /api/chat/sign-in', { username: 'ann', password: 'secret words', code: '123456' }]]);
  assert.deepEqual([me.isAdministrator, me.displayName, me.twoFactor, me.avatar], [true, 'Ann', true, null]);
});

test('secrets go in bodies, never in an address', async () => {
  const { requests, asked } = answering(json(ME), json(ME), json(undefined, { status: 204 }), json({ kind: 'reset', username: 'ann', expires_at: '2026-01-02T10:30:00.000Z' }));
  const api = new AccountApi({ requests });
  await api.setUp({ token: 'T0', username: 'ann', password: 'P0', displayName: '' });
  await api.signUp({ invitation: 'T1', username: 'ben', password: 'P1', displayName: 'Ben' });
  await api.resetPassword('T2', 'P2');
  const link = await api.checkLink('T3');
  assert.deepEqual(asked, [
    ['POST /api/chat/setup', { token: 'T0', username: 'ann', password: 'P0' }],
    ['POST /api/chat/sign-up', { invitation: 'T1', username: 'ben', password: 'P1', display_name: 'Ben' }],
    ['POST /api/chat/reset-password', { token: 'T2', password: 'P2' }],
    ['POST /api/chat/links/check', { token: 'T3' }]]);
  assert.deepEqual(link, { kind: 'reset', username: 'ann', invitedBy: null, expiresAt: Date.UTC(2026, 0, 2, 10, 30) });
});

test('signing out of a session that is gone already is no problem, a server that is away is', async () => {
  await new AccountApi(answering(problem(401, 'not_signed_in'))).signOut();
  await assert.rejects(new AccountApi(answering(problem(503, 'overloaded'))).signOut(), { status: 503 });
});

test('whoever is no longer signed in is told once for each request; a wrong password is not that', async () => {
  const { requests } = answering(problem(401, 'not_signed_in'), problem(401, 'wrong_credentials'));
  let told = 0;
  requests.addEventListener('signed-out', () => { told += 1; });
  await assert.rejects(new MeApi({ requests }).read(), { status: 401, signedOut: true });
  await assert.rejects(new AccountApi({ requests }).signIn({ username: 'a', password: 'b' }), { code: 'wrong_credentials', signedOut: false });
  assert.equal(told, 1);
});

test('a profile, a picture and a password are sent as the contract has them', async () => {
  const { requests, asked } = answering(json(ME));
  const api = new MeApi({ requests });
  await api.change({ displayName: 'Ann', about: 'A', status: 'S', hideLastSeen: true });
  const file = new Blob(['x'], { type: 'image/png' });
  await api.setAvatar(file);
  await api.changePassword('old', 'new');
  assert.deepEqual(asked, [
    ['PATCH /api/chat/me', { display_name: 'Ann', about: 'A', status: 'S', hide_last_seen: true }],
    ['PUT /api/chat/me/avatar', file],
    ['POST /api/chat/me/password', { current: 'old', password: 'new' }]]);
});

test('a token is told once, when it is made', async () => {
  const { requests, asked } = answering(json({ id: 't', name: 'Bot', scopes: ['read'], token: 'secret' }, { status: 201 }), json([{ id: 't', name: 'Bot', scopes: ['read'] }]));
  const api = new MeApi({ requests });
  assert.equal((await api.createToken({ name: 'Bot', scopes: ['read'], expiresInDays: null })).token, 'secret');
  assert.equal('token' in (await api.tokens())[0], false);
  assert.deepEqual(asked[0], ['POST /api/chat/me/tokens', { name: 'Bot', scopes: ['read'] }]);
});

test('names and ids in paths are escaped', async () => {
  const { requests, asked } = answering();
  const rooms = new RoomApi({ requests });
  await rooms.putMember('r', 'a/b?c', 'owner');
  await rooms.mute('r', '../x', 600);
  await rooms.ban('r', 'Zoë', { reason: '', deleteMessages: true });
  await rooms.unban('r', 'Zoë');
  assert.deepEqual(asked, [
    ['PUT /api/chat/rooms/r/members/a%2Fb%3Fc', { role: 'owner' }],
    ['PUT /api/chat/rooms/r/mutes/..%2Fx', { seconds: 600 }],
    ['PUT /api/chat/rooms/r/bans/Zo%C3%AB', { delete_messages: true }],
    ['DELETE /api/chat/rooms/r/bans/Zo%C3%AB']]);
});

test('rooms one belongs to come with what one is in them, whichever way they are put', async () => {
  const room = { id: 'r', name: 'R', created_at: '2026-01-02T10:30:00.000Z', kind: 'private', owned: true, posting: 'moderators', slow_mode: 30, topic: 'T' };
  const { requests } = answering(json([{ ...room, role: 'owner', favourite: true, level: 'mentions' }, { room, role: 'reader', favourite: false, level: 'all' }]));
  const [flat, nested] = await new Api({ requests }).myRooms();
  assert.deepEqual([flat.kind, flat.role, flat.favourite, flat.level, flat.announcements, flat.slowMode, flat.topic], ['private', 'owner', true, 'mentions', true, 30, 'T']);
  assert.deepEqual([nested.id, nested.role], ['r', 'reader']);
});

test('the people of a conversation are known by their names', async () => {
  const { requests, asked } = answering(json({ id: 'd', kind: 'direct', people: ['ann', { username: 'ben' }, 7] }, { status: 201 }));
  const room = await new Api({ requests }).openDirect(['ben']);
  assert.deepEqual([room.kind, room.people], ['direct', ['ann', 'ben']]);
  assert.deepEqual(asked, [['POST /api/chat/direct', { usernames: ['ben'] }]]);
});

test('people are found page by page', async () => {
  const { requests, asked } = answering(json([{ username: 'ann' }], { headers: { Link: '</api/chat/people?after=ann>; rel="next"' } }), json([{ username: 'ben', presence: 'away' }]));
  const api = new PeopleApi({ requests });
  const first = await api.find('a b');
  const second = await api.find('a b', { next: first.next });
  assert.deepEqual([first.people[0].displayName, first.people[0].presence, second.people[0].presence, second.next], ['ann', 'offline', 'away', null]);
  assert.deepEqual(asked.map(([path]) => path), ['GET /api/chat/people?query=a+b&limit=100', 'GET /api/chat/people?after=ann']);
});

test('the audit log is asked for with the filters that are filled, and exported with the same', async () => {
  const { requests, asked } = answering(json([{ at: '2026-01-02T10:30:00.000Z', who: 'ann', what: 'room.ban', whom: 'ben', address: '::1', detail: { reason: 'x' } }]));
  const api = new AdminApi({ requests });
  const { entries, next } = await api.audit({ who: 'ann', what: '', from: '' });
  assert.deepEqual([entries[0].who, entries[0].whom, entries[0].address, entries[0].at, next], ['ann', 'ben', '::1', Date.UTC(2026, 0, 2, 10, 30), null]);
  assert.deepEqual(asked, [['GET /api/chat/audit?who=ann&limit=50']]);
  assert.equal(api.auditExportPath({ who: 'ann', what: '' }), '/api/chat/audit/export?who=ann');
});
