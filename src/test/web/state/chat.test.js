import assert from 'node:assert/strict';
import test, { beforeEach } from 'node:test';
import { ChatSocket } from '../../../../webroot/net/chat-socket.js';
import { Chat } from '../../../../webroot/state/chat.js';
import { Switchboard } from '../../../../webroot/state/switchboard.js';
import { FakeClock } from '../support/clock.js';
import { FakeWebSocket } from '../support/web-socket.js';

let clock;
let socket;
let chat;
let made;

/** Stands for a conversation: notes what happens to it. */
class Visit extends EventTarget {
  events = [];
  isSending = false;
  unsent = [];

  constructor(room) {
    super();
    this.room = room;
  }

  start() { this.events.push('start'); }
  enter() { this.events.push('enter'); }
  close() { this.events.push('close'); }
  adopt(entries) { this.unsent.push(...entries); }
  takeUnsent() { return this.unsent.splice(0); }
  hear({ type }) { this.events.push(type); }
}

beforeEach(() => {
  FakeWebSocket.reset();
  clock = new FakeClock();
  made = [];
  socket = new ChatSocket({ url: 'ws://x', WebSocket: FakeWebSocket, clock, random: () => 1 });
  const switchboard = new Switchboard({ socket, clock, random: () => 1 });
  const converse = (room) => {
    const visit = new Visit(room);
    visit.subscription = switchboard.join(room, (frame) => visit.hear(frame));
    made.push(room.id);
    return visit;
  };
  chat = new Chat({ socket, switchboard, converse, kept: 3 });
  chat.start();
});

const open = (id, unsent) => chat.open({ id }, unsent);
const said = (type) => FakeWebSocket.last.sent.filter((frame) => frame.type === type).map(({ room_id: id }) => id);
const subscribed = (id, to) => FakeWebSocket.last.say({ type: 'subscribed', room_id: id, epoch: 'e', recovered: false, from: to, to, online_users: [] });

test('rooms are subscribed on one connection, once there is one', () => {
  open('a');
  FakeWebSocket.last.hello();
  open('b');
  assert.deepEqual([FakeWebSocket.all.length, said('subscribe')], [1, ['a', 'b']]);
});

test('coming back to a room finds it as it went on', () => {
  FakeWebSocket.last.hello();
  const first = open('a');
  open('b');
  assert.equal(open('a'), first);
  assert.deepEqual([made, first.events, said('subscribe')], [['a', 'b'], ['start', 'enter', 'enter'], ['a', 'b']]);
});

test('the room seen least recently is left when there are too many, but one that is sending is kept', () => {
  FakeWebSocket.last.hello();
  open('a').isSending = true;
  for (const id of ['b', 'c', 'd']) open(id);
  assert.deepEqual([said('unsubscribe'), chat.find('b')], [['b'], null]);
  open('c');
  open('e');
  assert.deepEqual(said('unsubscribe'), ['b', 'd']);
});

test('the server’s own limit counts where it is lower', () => {
  FakeWebSocket.last.hello('Ann', { limits: { subscriptions: 2 } });
  for (const id of ['a', 'b', 'c']) open(id);
  assert.deepEqual(said('unsubscribe'), ['a']);
});

test('after a return the room seen last is subscribed first', () => {
  FakeWebSocket.last.hello();
  for (const id of ['a', 'b', 'c', 'a']) open(id);
  FakeWebSocket.last.break();
  clock.tick(500);
  FakeWebSocket.last.hello();
  assert.deepEqual(said('subscribe'), ['a', 'c', 'b']);
});

test('each room hears its own frames, and nobody those of a room that was left', () => {
  FakeWebSocket.last.hello();
  const [a, b] = [open('a'), open('b')];
  for (const id of ['a', 'b', 'z']) FakeWebSocket.last.say({ type: 'typing', room_id: id, username: 'Jane' });
  assert.deepEqual([a.events.filter((event) => event === 'typing').length, b.events.filter((event) => event === 'typing').length], [1, 1]);
});

test('an error without a room is heard by all, and no subscription fails of it', () => {
  FakeWebSocket.last.hello();
  const a = open('a');
  FakeWebSocket.last.say({ type: 'error', code: 'invalid_frame', message: 'x', nonce: 'n' });
  assert.deepEqual([a.events.at(-1), a.subscription.phase], ['error', 'asking']);
});

test('a pong finds the rooms that are behind, and those the server has forgotten', () => {
  FakeWebSocket.last.hello();
  for (const id of ['a', 'b', 'c']) {
    open(id);
    subscribed(id, 5);
  }
  FakeWebSocket.last.say({ type: 'pong', heads: { a: 5, b: 7 } });
  assert.deepEqual(said('subscribe'), ['a', 'b', 'c', 'b', 'c']);
});

test('a room that is gone is told with its reason, and can be opened anew', () => {
  FakeWebSocket.last.hello();
  const gone = [];
  chat.addEventListener('gone', ({ detail }) => gone.push([detail.room.id, detail.reason]));
  const a = open('a');
  a.dispatchEvent(new CustomEvent('ended', { detail: 'gone' }));
  assert.deepEqual([gone, chat.find('a'), a.events.at(-1)], [[['a', 'gone']], null, 'close']);
  assert.notEqual(open('a'), a);
});

test('a refused connection is told', () => {
  const endings = [];
  chat.addEventListener('ended', ({ detail }) => endings.push(detail));
  FakeWebSocket.last.break(4500);
  assert.deepEqual([endings, chat.hasEnded], [['bad-name'], true]);
});

test('what never left the page goes along to another name, room by room', () => {
  open('a', ['from a']);
  open('b');
  assert.deepEqual(chat.takeUnsent(), [{ room: { id: 'a' }, entries: ['from a'] }]);
});

test('a closed one leaves its rooms, no connection and no timer behind', () => {
  FakeWebSocket.last.hello();
  const a = open('a');
  chat.close();
  assert.deepEqual([a.events.at(-1), said('unsubscribe'), clock.waiting, FakeWebSocket.last.readyState], ['close', ['a'], 0, 3]);
});

test('whoever is away is so on the next connection too', () => {
  chat.start();
  FakeWebSocket.last.hello();
  chat.turn('away');
  assert.deepEqual(FakeWebSocket.last.sent.at(-1), { type: 'presence', status: 'away' });
  FakeWebSocket.last.break(1012);
  clock.tick(500);
  FakeWebSocket.last.hello();
  assert.deepEqual(FakeWebSocket.last.sent, [{ type: 'presence', status: 'away' }]);
  chat.turn('online');
  assert.deepEqual(FakeWebSocket.last.sent.at(-1), { type: 'presence', status: 'online' });
});

test('a change of one’s membership is told, whether the room is open or not', () => {
  const told = [];
  chat.addEventListener('member', ({ detail }) => told.push([detail.roomId, detail.role]));
  chat.start();
  FakeWebSocket.last.hello();
  FakeWebSocket.last.say({ type: 'member', room_id: 'new', role: 'member' });
  assert.deepEqual(told, [['new', 'member']]);
});
