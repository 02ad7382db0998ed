import events from 'node:events';
import { ChatSocket } from '../../../../webroot/net/chat-socket.js';
import { typingFrame } from '../../../../webroot/net/frames.js';
import { Conversation } from '../../../../webroot/state/conversation.js';
import { History } from '../../../../webroot/state/history.js';
import { Journal } from '../../../../webroot/state/journal.js';
import { Outbox } from '../../../../webroot/state/outbox.js';
import { Presence } from '../../../../webroot/state/presence.js';
import { Reading } from '../../../../webroot/state/reading.js';
import { RoomLog } from '../../../../webroot/state/room-log.js';
import { Switchboard } from '../../../../webroot/state/switchboard.js';
import { Timeline } from '../../../../webroot/state/timeline.js';
import { Typers } from '../../../../webroot/state/typers.js';
import { TypingSignal } from '../../../../webroot/state/typing-signal.js';
import { MemoryStore, memoryShelf } from './memory-store.js';

// A browser doesn't count how many listeners one signal ends.
events.defaultMaxListeners = 50;

/** A conversation with all its parts, over a server that the test plays (a WebSocket class and an api), in view of somebody. */
export function converse({ WebSocket, api, clock, me = 'Ann', marks = new MemoryStore(), drawer = new MemoryStore(), random = () => 1, limit = 400, held = 300, prefix = 'n', epoch = null }) {
  const socket = new ChatSocket({ url: `ws://here/ws/chat?username=${me}`, WebSocket, clock, random });
  const switchboard = new Switchboard({ socket, clock, random });
  const subscription = switchboard.join({ id: 'room', epoch }, (frame) => conversation.hear(frame));
  const timeline = new Timeline({ limit, journal: new Journal({ limit: held }) });
  const history = new History({ roomId: 'room', api, timeline });
  let nonces = 0;
  const conversation = new Conversation({
    room: { id: 'room', name: 'Room' },
    me,
    socket,
    log: new RoomLog({ subscription, history, timeline, clock, random }),
    outbox: new Outbox({ shelf: memoryShelf(drawer), key: 'k', clock, newNonce: () => `${prefix}${nonces += 1}`, random }),
    typers: new Typers({ clock }),
    typingSignal: new TypingSignal({ clock, send: () => socket.send(typingFrame('room')) }),
    presence: new Presence({ read: () => api.online('room'), clock, random }),
    reading: new Reading({ shelf: memoryShelf(marks), roomId: 'room' }),
  });
  socket.start();
  conversation.start();
  switchboard.begin('room');
  conversation.watch(true);
  const close = () => {
    conversation.close();
    switchboard.leave('room');
    socket.close();
  };
  return { conversation, socket, switchboard, subscription, timeline, close };
}
