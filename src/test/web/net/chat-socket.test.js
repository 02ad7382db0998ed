import assert from 'node:assert/strict';
import test, { beforeEach } from 'node:test';
import { ChatSocket } from '../../../../webroot/net/chat-socket.js';
import { messageFrame, typingFrame } from '../../../../webroot/net/frames.js';
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
  socket = new ChatSocket({ url: 'ws://here/ws/chat?username=Ann', WebSocket: FakeWebSocket, clock, random: () => 1 });
  socket.addEventListener('frame', ({ detail }) => frames.push(detail));
  socket.addEventListener('ended', ({ detail }) => endings.push(detail));
  socket.start();
});

test('it is open once the greeting was heard, not when the socket opens', () => {
  assert.equal(FakeWebSocket.last.url, 'ws://here/ws/chat?username=Ann');
  FakeWebSocket.last.readyState = 1;
  assert.equal(socket.state.phase, 'connecting');
  assert.equal(socket.send(typingFrame('r')), false);
  FakeWebSocket.last.hello('Ann', { limits: { subscriptions: 7 } });
  assert.equal(socket.state.phase, 'open');
  assert.deepEqual([socket.username, socket.subscriptions], ['Ann', 7]);
});

test('frames before the greeting and frames not understood are passed over', () => {
  FakeWebSocket.last.say({ type: 'typing', room_id: 'r', username: 'Jane' });
  FakeWebSocket.last.hello();
  FakeWebSocket.last.say('not json');
  FakeWebSocket.last.say({ type: 'hologram' });
  assert.deepEqual(frames.map(({ type }) => type), ['hello']);
});

test('it sends only while it is open', () => {
  FakeWebSocket.last.hello();
  assert.equal(socket.send(messageFrame('r', 'Hi', 'n-1')), true);
  assert.deepEqual(FakeWebSocket.last.sent, [{ type: 'message', room_id: 'r', content: 'Hi', nonce: 'n-1' }]);
  FakeWebSocket.last.readyState = 2;
  assert.equal(socket.send(typingFrame('r')), false);
});

test('a lost connection is tried again after growing waits', () => {
  FakeWebSocket.last.hello();
  FakeWebSocket.last.break(1006);
  assert.deepEqual(socket.state, { phase: 'waiting', retryAt: clock.now() + 500, since: clock.now() });
  clock.tick(499);
  assert.equal(FakeWebSocket.all.length, 1);
  clock.tick(1);
  assert.equal(FakeWebSocket.all.length, 2);
  FakeWebSocket.last.break(1012);
  assert.equal(socket.state.retryAt - clock.now(), 1000);
});

test('the time of the loss stays while it tries, and the waits start over after a greeting', () => {
  FakeWebSocket.last.hello();
  const lostAt = clock.now();
  FakeWebSocket.last.break();
  clock.tick(500);
  FakeWebSocket.last.break();
  clock.tick(1000);
  assert.equal(socket.state.since, lostAt);
  FakeWebSocket.last.hello();
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
  FakeWebSocket.last.hello();
  socket.tryNow();
  clock.tick(9_000);
  assert.equal(FakeWebSocket.all.length, 2);
});

test('codes that stop end it for good and say why', () => {
  for (const [code, meaning] of [[4500, 'bad-name'], [4501, 'signed-out'], [4503, 'shut-out'], [4504, 'refused'], [4999, 'refused']]) {
    endings = [];
    FakeWebSocket.reset();
    const stopped = new ChatSocket({ url: 'ws://x', WebSocket: FakeWebSocket, clock, random: () => 1 });
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
  FakeWebSocket.last.hello();
  socket.offline();
  assert.equal(socket.state.phase, 'offline');
  clock.tick(600_000);
  assert.equal(FakeWebSocket.all.length, 1);
  socket.tryNow();
  assert.equal(FakeWebSocket.all.length, 2);
});

test('a connection believed dead is replaced, and its late frames and close are not heard', () => {
  const dead = FakeWebSocket.last;
  dead.hello();
  socket.suspect();
  dead.hello();
  dead.break();
  assert.equal(FakeWebSocket.all.length, 2);
  assert.equal(socket.state.phase, 'connecting');
  assert.deepEqual(frames.map(({ type }) => type), ['hello']);
});

test('a closed one stays closed and leaves no timer behind', () => {
  FakeWebSocket.last.hello();
  socket.close();
  assert.equal(FakeWebSocket.last.readyState, 3);
  socket.offline();
  socket.tryNow();
  assert.deepEqual([socket.state.phase, clock.waiting, FakeWebSocket.all.length], ['ended', 0, 1]);
});

const pings = () => FakeWebSocket.last.sent.filter(({ type }) => type === 'ping').length;

test('it pings when nothing was sent for most of the interval, and any frame puts that off', () => {
  FakeWebSocket.last.hello('Ann', { heartbeat_interval: 10_000 });
  clock.tick(7_999);
  assert.equal(pings(), 0);
  socket.send(typingFrame('r'));
  clock.tick(7_999);
  assert.equal(pings(), 0);
  clock.tick(1);
  assert.equal(pings(), 1);
  FakeWebSocket.last.say({ type: 'pong', heads: {} });
  clock.tick(8_000);
  assert.equal(pings(), 2);
});

test('a server that names no interval is pinged all the same', () => {
  FakeWebSocket.last.hello('Ann', { heartbeat_interval: 0 });
  clock.tick(16_000);
  assert.equal(pings(), 1);
});

test('who hears nothing for ten seconds after a ping has no connection any more', () => {
  FakeWebSocket.last.hello();
  clock.tick(16_000);
  clock.tick(9_999);
  assert.equal(FakeWebSocket.all.length, 1);
  clock.tick(1);
  assert.deepEqual([FakeWebSocket.all.length, FakeWebSocket.all[0].readyState, socket.state.phase], [2, 3, 'connecting']);
});

test('a pong behind a long queue of other frames is waited for as long as they come', () => {
  FakeWebSocket.last.hello();
  clock.tick(16_000);
  for (let count = 0; count < 5; count += 1) {
    clock.tick(9_000);
    FakeWebSocket.last.say({ type: 'typing', room_id: 'r', username: 'Jane' });
  }
  FakeWebSocket.last.say({ type: 'pong', heads: {} });
  clock.tick(10_000);
  assert.equal(FakeWebSocket.all.length, 1);
});

test('when they stop coming, it is given up after all', () => {
  FakeWebSocket.last.hello();
  clock.tick(16_000);
  FakeWebSocket.last.say({ type: 'typing', room_id: 'r', username: 'Jane' });
  clock.tick(9_999);
  assert.equal(FakeWebSocket.all.length, 1);
  clock.tick(1);
  assert.equal(FakeWebSocket.all.length, 2);
});

test('coming back to the page asks an open connection whether it lives', () => {
  FakeWebSocket.last.hello();
  socket.tryNow();
  assert.equal(pings(), 1);
  clock.tick(10_000);
  assert.equal(FakeWebSocket.all.length, 2);
});

test('a ping that was answered asks for nothing more, and a lost connection is not waited for', () => {
  FakeWebSocket.last.hello();
  socket.tryNow();
  FakeWebSocket.last.say({ type: 'pong', heads: {} });
  clock.tick(10_000);
  assert.equal(FakeWebSocket.all.length, 1);
  socket.tryNow();
  FakeWebSocket.last.break(4503);
  clock.tick(60_000);
  assert.deepEqual([FakeWebSocket.all.length, clock.waiting], [1, 0]);
});

test('who was thrown out for being too fast takes five seconds, however often they try', () => {
  FakeWebSocket.last.hello();
  FakeWebSocket.last.break(4008);
  assert.equal(socket.state.retryAt - clock.now(), 5_000);
  socket.tryNow();
  clock.tick(4_999);
  assert.equal(FakeWebSocket.all.length, 1);
  clock.tick(1);
  assert.equal(FakeWebSocket.all.length, 2);
});

test('a wait that the server asked for holds over the next connection too, up to a minute', () => {
  FakeWebSocket.last.hello();
  FakeWebSocket.last.say({ type: 'error', code: 'rate_limited', message: 'Slow.', retryable: true, retry_after: 12 });
  FakeWebSocket.last.break(4008);
  assert.equal(socket.state.retryAt - clock.now(), 12_000);
  clock.tick(12_000);
  FakeWebSocket.last.hello();
  FakeWebSocket.last.say({ type: 'error', code: 'rate_limited', message: 'Slow.', retryable: true, retry_after: 9_999 });
  FakeWebSocket.last.break(4000);
  assert.equal(socket.state.retryAt - clock.now(), 60_000);
});

test('a connection that turns out to be somebody else’s ends, and says nothing in their name', () => {
  FakeWebSocket.reset();
  const mine = new ChatSocket({ url: 'ws://x', WebSocket: FakeWebSocket, clock, person: 'Ann', random: () => 1 });
  mine.addEventListener('ended', ({ detail }) => endings.push(detail));
  mine.start();
  FakeWebSocket.last.hello('Ben');
  assert.deepEqual([endings, mine.state.phase, mine.send(typingFrame('r'))], [['somebody-else'], 'ended', false]);
});

test('a guest who is greeted as an account doesn’t go on as that', () => {
  FakeWebSocket.last.hello('Ann', { user: { username: 'Ann', id: 'p1' } });
  assert.deepEqual([endings, socket.state.phase], [['somebody-else'], 'ended']);
});

test('whoever was greeted first stays the person of the connection', () => {
  FakeWebSocket.last.hello('Ann as the server has it');
  FakeWebSocket.last.break(1006);
  clock.tick(500);
  FakeWebSocket.last.hello('Ben');
  assert.deepEqual([endings, socket.state.phase], [['somebody-else'], 'ended']);
});
