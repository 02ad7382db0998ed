import assert from 'node:assert/strict';
import test from 'node:test';
import { People } from '../../../../webroot/state/people.js';
import { FakeClock, settle } from '../support/clock.js';

const person = (username, fields) => ({ username, displayName: username.toUpperCase(), avatar: null, presence: 'online', ...fields });

function peopleWith(list) {
  const clock = new FakeClock();
  const server = { list, asked: 0, wondered: [], extra: new Map(), pages: null };
  const api = {
    find: async (_query, { next }) => {
      server.asked += 1;
      if (server.list === null) throw new Error('away');
      if (server.pages) return { people: server.pages[next ?? 0], next: (next ?? 0) + 1 < server.pages.length ? (next ?? 0) + 1 : null };
      return { people: server.list, next: null };
    },
    get: async (username) => {
      server.wondered.push(username);
      if (!server.extra.has(username)) throw new Error('nobody');
      return server.extra.get(username);
    },
  };
  const people = new People({ api, clock, isWatched: () => true });
  let changes = 0;
  people.addEventListener('change', () => { changes += 1; });
  return { people, server, clock, changes: () => changes };
}

test('a guest’s face is drawn from the name, and the same one each time', () => {
  const { people, server } = peopleWith([]);
  const face = people.face('Zoë');
  assert.deepEqual([face.displayName, face.avatar, face.isKnown, people.face('Zoë') === face, server.wondered], ['Zoë', null, false, true, []]);
});

test('people are known by their profiles, over all pages', async () => {
  const { people, server } = peopleWith([]);
  server.pages = [[person('ann')], [person('ben')]];
  people.start();
  await settle();
  assert.deepEqual([people.face('ann').displayName, people.face('ben').isKnown, server.asked], ['ANN', true, 2]);
});

test('a face changes only with its person, and that is told', async () => {
  const { people, server, clock, changes } = peopleWith([person('ann'), person('ben')]);
  people.start();
  await settle();
  const [ann, ben, before] = [people.face('ann'), people.face('ben'), changes()];
  server.list = [person('ann'), person('ben', { presence: 'away' })];
  clock.tick(60_000);
  await settle();
  assert.deepEqual([people.face('ann') === ann, people.face('ben') === ben, people.face('ben').presence, changes() - before], [true, false, 'away', 1]);
});

test('a newcomer is asked for once, a guest too', async () => {
  const { people, server } = peopleWith([person('ann')]);
  people.start();
  await settle();
  server.extra.set('new', person('new'));
  for (const name of ['new', 'guest', 'new', 'guest']) people.face(name);
  await settle();
  assert.deepEqual([people.face('new').displayName, people.face('guest').isKnown, server.wondered], ['NEW', false, ['new', 'guest']]);
});

test('what the one before knew is forgotten', async () => {
  const { people, server } = peopleWith([person('ann')]);
  people.start();
  await settle();
  people.stop();
  assert.equal(people.face('ann').isKnown, false);
  server.list = null;
  people.start();
  await settle();
  assert.equal(people.face('ann').displayName, 'ann');
});
