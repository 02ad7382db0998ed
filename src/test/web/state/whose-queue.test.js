import assert from 'node:assert/strict';
import test, { beforeEach } from 'node:test';
import { RoomVisit } from '../../../../webroot/components/parley-app/room-visit.js';
import { ChatSocket } from '../../../../webroot/net/chat-socket.js';
import { Chat } from '../../../../webroot/state/chat.js';
import { Outbox } from '../../../../webroot/state/outbox.js';
import { accountOf, guestOf } from '../../../../webroot/state/session.js';
import { Switchboard } from '../../../../webroot/state/switchboard.js';
import { FakeClock, settle } from '../support/clock.js';
import { MemoryStore, memoryShelf } from '../support/memory-store.js';
import { FakeWebSocket } from '../support/web-socket.js';

const ANN = accountOf({ id: 'p1', username: 'Ann' });
const BEN = accountOf({ id: 'p2', username: 'Ben' });

let clock;
let drawer;
let visit;

/** A conversation as far as its queue goes. */
class Talk extends EventTarget {
  constructor(room, outbox) {
    super();
    Object.assign(this, { room, outbox, isSending: false });
  }

  start() {}
  enter() {}
  rest() {}
  hear() {}
  close() { this.outbox.close(); }
  takeUnsent() { return this.outbox.takeUnsent(); }
  adopt(entries) { if (entries.length > 0) this.outbox.adopt(entries); }
}

beforeEach(() => {
  FakeWebSocket.reset();
  clock = new FakeClock();
  drawer = new MemoryStore();
  let nonces = 0;
  const meet = (person) => {
    const socket = new ChatSocket({ url: person.name, WebSocket: FakeWebSocket, clock, person: person.isGuest ? null : person.name, random: () => 1 });
    const switchboard = new Switchboard({ socket, clock, random: () => 1 });
    const converse = (room) => {
      switchboard.join(room, () => {});
      return new Talk(room, new Outbox({ shelf: memoryShelf(drawer), key: `${room.id}.${person.key}`, clock, newNonce: () => `n${nonces += 1}`, random: () => 1 }));
    };
    return new Chat({ socket, switchboard, converse });
  };
  visit = new RoomVisit({ find: async (id) => ({ id, name: id, epoch: null }), meet });
});

async function write(person, text) {
  visit.enter(person);
  await visit.go('room');
  await settle();
  visit.conversation.outbox.post(text);
}

const waiting = () => visit.conversation.outbox.entries.map(({ content }) => content);

async function comeAs(person) {
  visit.enter(person);
  await visit.go('room');
  await settle();
  return waiting();
}

test('what one account wrote waits for that account, and is never another’s to send', async () => {
  await write(ANN, 'by Ann');
  assert.deepEqual(await comeAs(BEN), []);
  assert.deepEqual(await comeAs(guestOf('Ann')), []);
  assert.deepEqual(await comeAs(ANN), ['by Ann']);
});

test('what a guest wrote is not sent by the account they sign in to', async () => {
  await write(guestOf('Ann'), 'by a guest');
  assert.deepEqual(await comeAs(ANN), []);
  assert.deepEqual(await comeAs(guestOf('Ann')), ['by a guest']);
});

test('a guest who takes another name takes along what never left the page', async () => {
  await write(guestOf('Ann'), 'still mine');
  assert.deepEqual(await comeAs(guestOf('Annie')), ['still mine']);
});

test('a session that became somebody else’s under the page sends nothing of what waits', async () => {
  await write(ANN, 'by Ann');
  const lost = [];
  visit.addEventListener('lost', ({ detail }) => lost.push(detail));
  FakeWebSocket.last.hello('Ben');
  clock.tick(120_000);
  assert.deepEqual([lost, FakeWebSocket.all.flatMap(({ sent }) => sent)], [['somebody-else'], []]);
});
