import assert from 'node:assert/strict';
import test from 'node:test';
import { Problem } from '../../../../webroot/net/requests.js';
import { Session, accountOf, guestOf } from '../../../../webroot/state/session.js';

const SERVER = { mode: 'open', signUp: 'invitation', needsSetup: false, name: 'Parley' };
const ANN = { id: 'p1', username: 'Ann', isAdministrator: true };

function sessionWith({ server = SERVER, me }) {
  const api = { server: async () => server, me: async () => { if (me instanceof Error) throw me; return me; } };
  const session = new Session({ api });
  let changes = 0;
  session.addEventListener('change', () => { changes += 1; });
  return { session, changes: () => changes };
}

test('who isn’t signed in is nobody, and that is no problem', async () => {
  for (const me of [new Problem(401, 'not_signed_in', 'x'), new Problem(403, 'forbidden', 'x')]) {
    const { session, changes } = sessionWith({ me });
    await session.refresh();
    assert.deepEqual([session.me, session.isClosed, session.isAdministrator, changes()], [null, false, false, 1]);
  }
});

test('a server for members is closed to who isn’t signed in', async () => {
  const { session } = sessionWith({ server: { ...SERVER, mode: 'members' }, me: new Problem(401, 'not_signed_in', 'x') });
  assert.equal(session.isClosed, false);
  await session.refresh();
  assert.equal(session.isClosed, true);
  session.become(ANN);
  assert.deepEqual([session.isClosed, session.isAdministrator], [false, true]);
});

test('a server that doesn’t answer leaves everything as it was', async () => {
  const { session, changes } = sessionWith({ me: new Problem(0, 'unreachable', 'x') });
  session.become(ANN);
  await assert.rejects(session.refresh(), { code: 'unreachable' });
  assert.deepEqual([session.me, changes()], [ANN, 1]);
});

test('a sign-in while one is being asked for is not undone by the late answer', async () => {
  let answer;
  const session = new Session({ api: { server: async () => SERVER, me: () => new Promise((_, fail) => { answer = fail; }) } });
  const asking = session.refresh();
  session.become(ANN);
  answer(new Problem(401, 'not_signed_in', 'x'));
  await asking;
  assert.equal(session.me, ANN);
});

test('a guest and an account of the same name share nothing, nor do two accounts', () => {
  const keys = [guestOf('Ann'), accountOf(ANN), accountOf({ id: 'p2', username: 'Ann' }), guestOf('account:p1')].map(({ key }) => key);
  assert.equal(new Set(keys).size, 4);
});
