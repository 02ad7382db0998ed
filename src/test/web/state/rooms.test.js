import assert from 'node:assert/strict';
import test from 'node:test';
import { Problem } from '../../../../webroot/net/requests.js';
import { findRooms } from '../../../../webroot/state/find-rooms.js';
import { Rooms } from '../../../../webroot/state/rooms.js';
import { FakeClock, settle } from '../support/clock.js';

const room = (id, name = id) => ({ id, name, createdAt: 0 });

function roomsWith(list) {
  const clock = new FakeClock();
  const server = { list, watched: true, asked: 0, down: false, gate: null };
  server.hold = () => {
    let open;
    server.gate = new Promise((done) => { open = done; });
    return open;
  };
  const api = {
    rooms: async () => {
      server.asked += 1;
      const list = [...server.list];
      const gate = server.gate;
      server.gate = null;
      await gate;
      if (server.down) throw new Problem(0, 'unreachable', 'No.');
      return list;
    },
    createRoom: async ({ name }) => {
      server.list = [room('new', name), ...server.list];
      return server.list[0];
    },
    deleteRoom: async (id) => {
      if (!server.list.some((one) => one.id === id)) throw new Problem(404, 'not_found', 'Gone.');
      server.list = server.list.filter((one) => one.id !== id);
    },
  };
  const rooms = new Rooms({ api, clock, isWatched: () => server.watched });
  const changes = [];
  rooms.addEventListener('change', () => changes.push(rooms.status));
  return { rooms, clock, server, changes };
}

const names = (rooms) => rooms.list.map(({ name }) => name);

test('the list is read again every fifteen seconds while somebody looks', async () => {
  const { rooms, clock, server } = roomsWith([room('a')]);
  await rooms.refresh();
  server.list = [room('b'), room('a')];
  clock.tick(15_000);
  await settle();
  assert.deepEqual(names(rooms), ['b', 'a']);
  server.watched = false;
  clock.tick(60_000);
  await settle();
  assert.equal(server.asked, 2);
  server.watched = true;
  clock.tick(15_000);
  assert.equal(server.asked, 3);
});

test('a list that is the same changes nothing on the screen', async () => {
  const { rooms, changes } = roomsWith([room('a')]);
  await rooms.refresh();
  await rooms.refresh();
  assert.deepEqual(changes, ['ready']);
});

test('a list once read stays while the server is away', async () => {
  const { rooms, server } = roomsWith([room('a')]);
  await rooms.refresh();
  server.down = true;
  await rooms.refresh();
  assert.deepEqual([rooms.status, names(rooms)], ['ready', ['a']]);
});

test('a list never read says so, and comes by itself', async () => {
  const { rooms, clock, server } = roomsWith([room('a')]);
  server.down = true;
  await rooms.refresh();
  assert.equal(rooms.status, 'unreachable');
  server.down = false;
  clock.tick(15_000);
  await settle();
  assert.deepEqual([rooms.status, names(rooms)], ['ready', ['a']]);
});

test('an answer that was overtaken by a newer one is left out', async () => {
  const { rooms, server } = roomsWith([room('old')]);
  const late = server.hold();
  const first = rooms.refresh();
  server.list = [room('new')];
  await rooms.refresh();
  late();
  await first;
  assert.deepEqual(names(rooms), ['new']);
});

test('a room made here is in the list at once, once, with its name trimmed', async () => {
  const { rooms } = roomsWith([room('a')]);
  await rooms.refresh();
  const made = await rooms.create({ name: '  Kitchen ' });
  assert.deepEqual([made.name, names(rooms)], ['Kitchen', ['Kitchen', 'a']]);
  await settle();
  assert.deepEqual(names(rooms), ['Kitchen', 'a']);
});

test('a deleted room goes at once, also if somebody else was faster', async () => {
  const { rooms, server } = roomsWith([room('a'), room('b')]);
  await rooms.refresh();
  server.list = [room('b')];
  await rooms.remove('a');
  assert.deepEqual(names(rooms), ['b']);
});

test('forgetting a room before the list was read doesn’t pretend that there are none', () => {
  const { rooms } = roomsWith([room('a')]);
  rooms.forget('x');
  assert.equal(rooms.status, 'loading');
});

test('the neighbours of a room go round the ends', async () => {
  const { rooms } = roomsWith([room('a'), room('b'), room('c')]);
  assert.equal(rooms.neighbour('a', 1), null);
  await rooms.refresh();
  const next = (id, steps) => rooms.neighbour(id, steps).id;
  assert.deepEqual([next('a', 1), next('c', 1), next('a', -1), next(null, 1), next(null, -1)], ['b', 'a', 'c', 'a', 'c']);
});

test('rooms are found without case and accents, those that begin so first', () => {
  const all = [room('1', 'The café'), room('2', 'Café Küche'), room('3', 'Support')];
  assert.deepEqual(findRooms(all, 'CAFE').map(({ id }) => id), ['2', '1']);
  assert.deepEqual(findRooms(all, 'kuche caf').map(({ id }) => id), ['2']);
  assert.deepEqual(findRooms(all, ' ').length, 3);
  assert.deepEqual(findRooms(all, 'xyz'), []);
});
