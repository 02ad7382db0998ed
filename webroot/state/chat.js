import { presenceFrame } from '../net/frames.js';

const KEPT = 20;

/**
 * One person's connection and the rooms that are open on it: the one in view and those seen last, which go on in the
 * background, so that coming back to one is instant and what is written in it still goes out.
 * `ended` says why there is no connection any more (bad-name, signed-out, shut-out, somebody-else, refused), `gone` brings a room that is no more or closed to us
 * and why: `{room, reason}`, `member` that one belongs to a room now, or no longer.
 */
export class Chat extends EventTarget {
  #socket;
  #switchboard;
  #converse;
  #kept;
  #open = new Map();
  #status = 'online';

  /** `converse(room)` makes a conversation; `kept` is how many go on at most. */
  constructor({ socket, switchboard, converse, kept = KEPT }) {
    super();
    this.#socket = socket;
    this.#switchboard = switchboard;
    this.#converse = converse;
    this.#kept = kept;
    socket.addEventListener('ended', ({ detail }) => this.#tell('ended', detail));
    socket.addEventListener('state', ({ detail }) => { if (detail.phase === 'open' && this.#status !== 'online') this.turn(this.#status); });
    socket.addEventListener('frame', ({ detail }) => { if (detail.type === 'member') this.#tell('member', detail); });
  }

  get hasEnded() {
    return this.#socket.state.phase === 'ended';
  }

  start() { this.#socket.start(); }
  tryNow() { this.#socket.tryNow(); }
  offline() { this.#socket.offline(); }

  /** Whether the person is turned to the page: online, as each connection begins, or away. */
  turn(status) {
    this.#status = status;
    this.#socket.send(presenceFrame(status));
  }

  close() {
    for (const roomId of [...this.#open.keys()]) this.#leave(roomId);
    this.#socket.close();
  }

  /** The conversation in a room, as it went on or from the start, with what was written under another name. */
  open(room, unsent = []) {
    const conversation = this.#open.get(room.id) ?? this.#begin(room);
    conversation.adopt(unsent);
    this.#open.delete(room.id);
    this.#open.set(room.id, conversation);
    this.#switchboard.prefer(room.id);
    conversation.enter();
    this.#makeRoom();
    return conversation;
  }

  find(roomId) {
    return this.#open.get(roomId) ?? null;
  }

  /** What was written but never left this page, as `{room, entries}`, for the same person under another name. */
  takeUnsent() {
    return [...this.#open.values()]
      .map((conversation) => ({ room: conversation.room, entries: conversation.takeUnsent() }))
      .filter(({ entries }) => entries.length > 0);
  }

  #begin(room) {
    const conversation = this.#converse(room);
    conversation.addEventListener('ended', ({ detail }) => this.#ended(room, detail));
    this.#open.set(room.id, conversation);
    conversation.start();
    this.#switchboard.begin(room.id);
    return conversation;
  }

  #ended(room, reason) {
    this.#leave(room.id);
    this.#tell('gone', { room, reason });
  }

  /** The least recently seen go first, those with something on its way last; that goes out when the room is seen again. */
  #makeRoom() {
    const limit = Math.min(this.#kept, this.#socket.subscriptions || this.#kept);
    const others = [...this.#open.entries()].slice(0, -1);
    others.sort(([, a], [, b]) => Number(a.isSending) - Number(b.isSending));
    for (const [roomId] of others.slice(0, Math.max(0, this.#open.size - limit))) this.#leave(roomId);
  }

  #leave(roomId) {
    this.#open.get(roomId)?.close();
    this.#open.delete(roomId);
    this.#switchboard.leave(roomId);
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
