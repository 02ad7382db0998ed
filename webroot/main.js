import './components/parley-app/parley-app.js';
import { RoomVisit } from './components/parley-app/room-visit.js';
import { Api } from './net/api.js';
import { ChatSocket } from './net/chat-socket.js';
import { systemClock as clock } from './net/clock.js';
import { typingFrame } from './net/frames.js';
import { newNonce } from './net/nonce.js';
import { Chat } from './state/chat.js';
import { Conversation } from './state/conversation.js';
import { History } from './state/history.js';
import { Outbox } from './state/outbox.js';
import { Presence } from './state/presence.js';
import { Profile } from './state/profile.js';
import { Reading } from './state/reading.js';
import { RoomLog } from './state/room-log.js';
import { Rooms } from './state/rooms.js';
import { Shelf } from './state/shelf.js';
import { Switchboard } from './state/switchboard.js';
import { Timeline } from './state/timeline.js';
import { Typers } from './state/typers.js';
import { TypingSignal } from './state/typing-signal.js';

/** Everything is made here and nowhere else. */
const api = new Api({ fetch: (...request) => fetch(...request) });
const shelf = new Shelf(() => localStorage, 'parley.');
const profile = new Profile({ shelf });
const rooms = new Rooms({ api, clock, isWatched: () => !document.hidden });

function meet(me) {
  const socket = new ChatSocket({ url: addressOf(me), WebSocket, clock });
  const switchboard = new Switchboard({ socket, clock });
  return new Chat({ socket, switchboard, converse: (room) => converse({ room, me, socket, switchboard }) });
}

function converse({ room, me, socket, switchboard }) {
  const subscription = switchboard.join(room, (frame) => conversation.hear(frame));
  const timeline = new Timeline();
  const history = new History({ roomId: room.id, api, timeline });
  const log = new RoomLog({ subscription, history, timeline, clock });
  const outbox = new Outbox({ shelf: new Shelf(() => sessionStorage, 'parley.outbox.'), key: `${room.id}.${me}`, clock, newNonce });
  const typers = new Typers({ clock });
  const typingSignal = new TypingSignal({ clock, send: () => socket.send(typingFrame(room.id)) });
  const presence = new Presence({ read: () => api.online(room.id), clock });
  const reading = new Reading({ shelf, roomId: room.id });
  const conversation = new Conversation({ room, me, socket, log, outbox, typers, typingSignal, presence, reading });
  return conversation;
}

function addressOf(me) {
  const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:';
  return `${scheme}//${location.host}/ws/chat?username=${encodeURIComponent(me)}`;
}

const visit = new RoomVisit({ find: async (id) => rooms.find(id) ?? api.room(id), meet });
const app = document.querySelector('parley-app');
Object.assign(app, { profile, rooms, visit, clock, drafts: new Shelf(() => sessionStorage, 'parley.draft.') });
app.start();
