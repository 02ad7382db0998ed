import assert from 'node:assert/strict';
import test, { beforeEach } from 'node:test';
import { RoomSocket } from '../../../../webroot/net/socket.js';
import { FakeClock } from '../support/clock.js';
import { FakeWebSocket } from '../support/web-socket.js';

let clock;
let socket;
let frames;
let endings;

beforeEach(() => {
  FakeWebSocket.reset();
  clock = new FakeClock();
  frames = [];
  endings = [];
  socket = new RoomSocket({ url: 'ws://here/ws/chat/r?username=Ann', WebSocket: FakeWebSocket, clock, random: () => 1 });
  socket.addEventListener('frame', ({ detail }) => frames.push(detail));
  socket.addEventListener('ended', ({ detail }) => endings.push(detail));
  socket.start();
});

test('it is open once the own join was heard, not when the socket opens', () => {
  assert.equal(FakeWebSocket.last.url, 'ws://here/ws/chat/r?username=Ann');
  FakeWebSocket.last.readyState = 1;
  assert.equal(socket.state.phase, 'connecting');
  assert.equal(socket.sendMessage('early', 'n'), false);
  FakeWebSocket.last.join();
  assert.equal(socket.state.phase, 'open');
  assert.equal(frames[0].type, 'join');
});

test('frames before the join and frames not understood are passed over', () => {
  FakeWebSocket.last.say({ type: 'typing', username: 'Jane' });
  FakeWebSocket.last.join();
  FakeWebSocket.last.say('not json');
  FakeWebSocket.last.say({ type: 'hologram' });
  assert.deepEqual(frames.map(({ type }) => type), ['join']);
});

test('it sends only while it is open', () => {
  FakeWebSocket.last.join();
  assert.equal(socket.sendMessage('Hi', 'n-1'), true);
  assert.equal(socket.sendTyping(), true);
  assert.deepEqual(FakeWebSocket.last.sent, [{ type: 'message', content: 'Hi', nonce: 'n-1' }, { type: 'typing', content: 'typing' }]);
  FakeWebSocket.last.readyState = 2;
  assert.equal(socket.sendMessage('too late', 'n-2'), false);
});

test('a lost connection is tried again after growing waits', () => {
  FakeWebSocket.last.join();
  FakeWebSocket.last.break(1006);
  assert.deepEqual(socket.state, { phase: 'waiting', retryAt: clock.now() + 500, since: clock.now() });
  clock.tick(499);
  assert.equal(FakeWebSocket.all.length, 1);
  clock.tick(1);
  assert.equal(FakeWebSocket.all.length, 2);
  FakeWebSocket.last.break(1012);
  assert.equal(socket.state.retryAt - clock.now(), 1000);
});

test('the time of the loss stays while it tries, and the waits start over after a join', () => {
  FakeWebSocket.last.join();
  const lostAt = clock.now();
  FakeWebSocket.last.break();
  clock.tick(500);
  FakeWebSocket.last.break();
  clock.tick(1000);
  assert.equal(socket.state.since, lostAt);
  FakeWebSocket.last.join();
  FakeWebSocket.last.break();
  assert.equal(socket.state.retryAt - clock.now(), 500);
});

test('a socket that opens and closes at once does not reset the waits', () => {
  for (const wait of [500, 1000, 2000]) {
    FakeWebSocket.last.readyState = 1;
    FakeWebSocket.last.break(4001);
    assert.equal(socket.state.retryAt - clock.now(), wait);
    clock.tick(wait);
  }
});

test('an attempt that gets no answer in ten seconds is given up', () => {
  clock.tick(10_000);
  assert.equal(socket.state.phase, 'waiting');
  assert.equal(FakeWebSocket.all[0].readyState, 3);
});

test('“try now” ends the wait, but leaves a running attempt and an open connection alone', () => {
  FakeWebSocket.last.break();
  socket.tryNow();
  assert.equal(FakeWebSocket.all.length, 2);
  socket.tryNow();
  assert.equal(FakeWebSocket.all.length, 2);
  FakeWebSocket.last.join();
  socket.tryNow();
  clock.tick(60_000);
  assert.equal(FakeWebSocket.all.length, 2);
});

test('codes that stop end it for good and say why', () => {
  for (const [code, meaning] of [[4500, 'bad-name'], [4503, 'refused'], [4504, 'gone']]) {
    endings = [];
    FakeWebSocket.reset();
    const stopped = new RoomSocket({ url: 'ws://x', WebSocket: FakeWebSocket, clock, random: () => 1 });
    stopped.addEventListener('ended', ({ detail }) => endings.push(detail));
    stopped.start();
    FakeWebSocket.last.break(code);
    stopped.tryNow();
    clock.tick(120_000);
    assert.deepEqual([endings, stopped.state.phase], [[meaning], 'ended']);
    assert.equal(FakeWebSocket.all.filter(({ url }) => url === 'ws://x').length, 1);
  }
});

test('without a network it says so at once and waits for its return', () => {
  FakeWebSocket.last.join();
  socket.offline();
  assert.equal(socket.state.phase, 'offline');
  clock.tick(600_000);
  assert.equal(FakeWebSocket.all.length, 1);
  socket.tryNow();
  assert.equal(FakeWebSocket.all.length, 2);
});

test('a connection believed dead is replaced, and its late frames and close are not heard', () => {
  const dead = FakeWebSocket.last;
  dead.join();
  socket.suspect();
  dead.join();
  dead.break();
  assert.equal(FakeWebSocket.all.length, 2);
  assert.equal(socket.state.phase, 'connecting');
  assert.deepEqual(frames.map(({ type }) => type), ['join']);
});

test('a closed one stays closed and leaves no timer behind', () => {
  FakeWebSocket.last.join();
  socket.close();
  assert.equal(FakeWebSocket.last.readyState, 3);
  socket.offline();
  socket.tryNow();
  assert.deepEqual([socket.state.phase, clock.waiting, FakeWebSocket.all.length], ['ended', 0, 1]);
});
