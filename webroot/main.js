import './components/parley-app/parley-app.js';
import { RoomVisit } from './components/parley-app/room-visit.js';
import { Api } from './net/api.js';
import { systemClock as clock } from './net/clock.js';
import { newNonce } from './net/nonce.js';
import { RoomSocket } from './net/socket.js';
import { Conversation } from './state/conversation.js';
import { History } from './state/history.js';
import { Outbox } from './state/outbox.js';
import { Profile } from './state/profile.js';
import { Reading } from './state/reading.js';
import { Rooms } from './state/rooms.js';
import { Shelf } from './state/shelf.js';
import { Timeline } from './state/timeline.js';
import { Typers } from './state/typers.js';
import { TypingSignal } from './state/typing-signal.js';

/** Everything is made here and nowhere else. */
const api = new Api({ fetch: (...request) => fetch(...request) });
const shelf = new Shelf(() => localStorage, 'parley.');
const profile = new Profile({ shelf });
const rooms = new Rooms({ api, clock, isWatched: () => !document.hidden });

function converse(room) {
  const me = profile.name;
  const timeline = new Timeline();
  const history = new History({ roomId: room.id, api, timeline });
  const socket = new RoomSocket({ url: addressOf(room, me), WebSocket, clock });
  const outbox = new Outbox({ shelf: new Shelf(() => sessionStorage, 'parley.outbox.'), key: `${room.id}.${me}`, clock, newNonce });
  const typers = new Typers({ clock });
  const typingSignal = new TypingSignal({ clock, send: () => socket.sendTyping() });
  const reading = new Reading({ shelf, roomId: room.id });
  return new Conversation({ room, me, socket, history, timeline, outbox, typers, typingSignal, reading, clock });
}

function addressOf(room, me) {
  const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:';
  return `${scheme}//${location.host}/ws/chat/${encodeURIComponent(room.id)}?username=${encodeURIComponent(me)}`;
}

const visit = new RoomVisit({ find: async (id) => rooms.find(id) ?? api.room(id), converse });
const app = document.querySelector('parley-app');
Object.assign(app, { profile, rooms, visit, clock, drafts: new Shelf(() => sessionStorage, 'parley.draft.') });
app.start();
