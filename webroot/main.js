import './components/parley-app/parley-app.js';
import { RoomVisit } from './components/parley-app/room-visit.js';
import { AccountApi } from './net/account-api.js';
import { Api } from './net/api.js';
import { ChatSocket } from './net/chat-socket.js';
import { systemClock as clock } from './net/clock.js';
import { typingFrame } from './net/frames.js';
import { newNonce } from './net/nonce.js';
import { PeopleApi } from './net/people-api.js';
import { Requests } from './net/requests.js';
import { Chat } from './state/chat.js';
import { Conversation } from './state/conversation.js';
import { History } from './state/history.js';
import { Outbox } from './state/outbox.js';
import { People } from './state/people.js';
import { Presence } from './state/presence.js';
import { Profile } from './state/profile.js';
import { Reading } from './state/reading.js';
import { RoomLog } from './state/room-log.js';
import { Rooms } from './state/rooms.js';
import { Session } from './state/session.js';
import { Shelf } from './state/shelf.js';
import { Switchboard } from './state/switchboard.js';
import { Timeline } from './state/timeline.js';
import { Typers } from './state/typers.js';
import { TypingSignal } from './state/typing-signal.js';

/** Everything is made here and nowhere else. */
const requests = new Requests({ fetch: (...request) => fetch(...request) });
const api = new Api({ requests });
const account = new AccountApi({ requests });
const session = new Session({ api: account });
const profile = new Profile({ shelf: new Shelf(() => localStorage, 'parley.') });
const isWatched = () => !document.hidden;
const rooms = new Rooms({ api, clock, isWatched, hasAccount: () => session.me !== null });
const people = new People({ api: new PeopleApi({ requests }), clock, isWatched });

/** The connection of one person: a guest says their name, an account's is in its session. */
function meet(person) {
  const socket = new ChatSocket({ url: addressOf(person), WebSocket, clock, person: person.isGuest ? null : person.name });
  const switchboard = new Switchboard({ socket, clock });
  return new Chat({ socket, switchboard, converse: (room) => converse({ room, person, socket, switchboard }) });
}

function converse({ room, person, socket, switchboard }) {
  const subscription = switchboard.join(room, (frame) => conversation.hear(frame));
  const timeline = new Timeline();
  const history = new History({ roomId: room.id, api, timeline });
  const log = new RoomLog({ subscription, history, timeline, clock });
  const outbox = new Outbox({ shelf: new Shelf(() => sessionStorage, 'parley.outbox.'), key: `${room.id}.${person.key}`, clock, newNonce });
  const typers = new Typers({ clock });
  const typingSignal = new TypingSignal({ clock, send: () => socket.send(typingFrame(room.id)) });
  const presence = new Presence({ read: () => api.online(room.id), clock });
  const reading = new Reading({ shelf: marksOf(person), roomId: room.id });
  const conversation = new Conversation({ room, me: person.name, socket, log, outbox, typers, typingSignal, presence, reading });
  return conversation;
}

/** How far somebody has read is theirs; guests of this browser share it, as they are one person under several names. */
function marksOf(person) {
  return new Shelf(() => localStorage, person.isGuest ? 'parley.' : `parley.${person.key}.`);
}

function draftsOf(person) {
  return new Shelf(() => sessionStorage, person.isGuest ? 'parley.draft.' : `parley.draft.${person.key}.`);
}

function addressOf(person) {
  const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:';
  return `${scheme}//${location.host}/ws/chat${person.isGuest ? `?username=${encodeURIComponent(person.name)}` : ''}`;
}

const visit = new RoomVisit({ find: async (id) => rooms.find(id) ?? api.room(id), meet });
const app = document.querySelector('parley-app');
Object.assign(app, { requests, api, account, session, profile, rooms, people, visit, clock, draftsOf });
app.start();
