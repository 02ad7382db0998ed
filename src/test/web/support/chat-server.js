import { Problem } from '../../../../webroot/net/requests.js';
import { isMessage, readMessage } from '../../../../webroot/net/messages.js';
import { wireMessage } from './room-log.js';

const ROOM = 'room';
const AT = '2026-03-03T10:00:00.000Z';

/** One room's log as the server keeps it: every change takes the next position. */
export class ServerLog {
  messages = new Map();
  head = 0;
  epoch = 'e0';
  #nonces = new Map();

  post(fields = {}) {
    const name = `${fields.username ?? 'Jane'}/${fields.nonce}`;
    if (fields.nonce && this.#nonces.has(name)) return { message: this.messages.get(this.#nonces.get(name)), duplicate: true };
    this.head += 1;
    const message = wireMessage(this.head, fields);
    this.messages.set(message.seq, message);
    if (fields.nonce) this.#nonces.set(name, message.seq);
    return { message, duplicate: false };
  }

  /** Each change of a message answers the frame that those who are there get of it. */
  edit(seq, content) {
    return { ...this.#change(seq, { content, edited_at: AT }), type: 'message_edit' };
  }

  remove(seq) {
    const { nonce, reactions, pinned, quote, ...message } = this.messages.get(seq);
    this.messages.set(seq, message);
    const { id, thread, changed_seq: changed } = this.#change(seq, { content: '', deleted_at: AT });
    for (const one of this.messages.values()) if (one.quote?.id === id) this.messages.set(one.seq, { ...one, quote: { ...one.quote, content: '' } });
    const left = thread && this.#summarise(seq, thread.id, thread.count - 1);
    return { type: 'message_delete', id, seq, changed_seq: changed, by: 'Jane', timestamp: AT, ...(left ? { thread: left } : {}) };
  }

  /** Adds the reaction, or takes it back. */
  react(seq, emoji, username = 'Jane') {
    const { id, reactions = [] } = this.messages.get(seq);
    const before = reactions.find((one) => one.emoji === emoji) ?? { emoji, people: [] };
    const op = before.people.includes(username) ? 'remove' : 'add';
    const people = op === 'add' ? [...before.people, username] : before.people.filter((name) => name !== username);
    const after = { emoji, count: people.length, people };
    const counts = [...reactions.filter((one) => one.emoji !== emoji), after].filter(({ count }) => count > 0);
    const { changed_seq: changed } = this.#change(seq, { reactions: counts });
    return { type: 'reaction', id, changed_seq: changed, emoji, op, username, counts };
  }

  pin(seq, op = 'add') {
    const by = { username: 'Jane', timestamp: AT };
    const { id, changed_seq: changed } = this.#change(seq, { pinned: op === 'add' ? by : undefined });
    return { type: 'pin', id, changed_seq: changed, op, ...by };
  }

  /** A reply in the thread of a message. */
  reply(root, fields = {}) {
    const { id, replies } = this.messages.get(root);
    const { message } = this.post(fields);
    this.messages.set(message.seq, { ...message, thread: { id } });
    this.#summarise(message.seq, id, (replies?.count ?? 0) + 1);
    return this.messages.get(message.seq);
  }

  answer(quoted, fields = {}) {
    const { id, seq, username, content } = this.messages.get(quoted);
    return this.post({ ...fields, quote: { id, seq, username, content } }).message;
  }

  get shown() {
    return this.living.filter(({ thread }) => !thread);
  }

  get living() {
    return [...this.messages.values()].filter(({ deleted_at: deleted }) => !deleted);
  }

  /** Every reply tells how many there are, and so does the first message. */
  #summarise(seq, id, count) {
    const thread = { id, count, ...(count > 0 ? { last_at: AT } : {}) };
    const root = [...this.messages.values()].find((one) => one.id === id);
    this.messages.set(seq, { ...this.messages.get(seq), thread });
    this.messages.set(root.seq, { ...root, replies: { count, ...(count > 0 ? { last_at: AT } : {}) } });
    for (const one of this.messages.values()) if (one.thread?.id === id && one.seq !== seq) this.messages.set(one.seq, { ...one, thread });
    return thread;
  }

  since(position) {
    const positionOf = ({ seq, changed_seq: changed }) => changed ?? seq;
    return [...this.messages.values()].filter((message) => positionOf(message) > position).sort((a, b) => positionOf(a) - positionOf(b));
  }

  #change(seq, fields) {
    this.head += 1;
    const message = { ...this.messages.get(seq), ...fields, changed_seq: this.head };
    this.messages.set(seq, message);
    return message;
  }
}

/** The server's side of one socket. What it says waits in `out` until the test lets it go. */
class Line {
  out = [];
  subscribed = false;

  constructor(socket, name) {
    this.socket = socket;
    this.name = name;
  }
}

/**
 * A server with one room, over as many sockets as are opened to it. By itself it answers at once; `isSlow` keeps what it says
 * until `flush`. What a page holds is decided when it is asked for.
 */
export class ChatServer {
  log = new ServerLog();
  lines = [];
  recovery = 500;
  isSlow = false;
  isDown = false;
  asked = [];
  subscribes = 0;
  failures = [];
  gates = [];
  refusals = [];
  swallowed = 0;

  /** The WebSocket class of a browser that reaches this server. */
  get WebSocket() {
    const server = this;
    return class {
      readyState = 0;
      onmessage = null;
      onclose = null;
      constructor(url) { queueMicrotask(() => server.#connected(this, new URL(url).searchParams.get('username'))); }
      send(text) { server.#hear(this, JSON.parse(text)); }
      close() { server.#gone(this); }
    };
  }

  get last() { return this.lines.at(-1); }

  /** Everybody loses their connection, with what is still under way. */
  cut(code = 1006) {
    for (const { socket } of this.lines.splice(0)) {
      socket.readyState = 3;
      socket.onclose?.({ code });
    }
  }

  /** Somebody writes, and all subscribers hear of it. */
  post(fields) {
    const { message } = this.log.post(fields);
    this.publish(message);
    return message;
  }

  publish(frame) {
    for (const line of this.lines) if (line.subscribed) this.say(line, frame);
  }

  say(line, frame) {
    line.out.push(JSON.stringify({ room_id: ROOM, ...frame }));
    if (!this.isSlow) this.flush(line);
  }

  flush(line = this.last, count = Infinity) {
    for (const text of line.out.splice(0, count)) line.socket.onmessage?.({ data: text });
  }

  /** The next page waits until the returned function is called. */
  hold() {
    let open;
    this.gates.push(new Promise((done) => { open = done; }));
    return open;
  }

  /** As the client's `Api`. */
  async messages(roomId, where = {}, signal = undefined) {
    this.asked.push(where);
    const failure = this.failures.shift();
    const page = this.#page(where);
    await this.gates.shift();
    if (signal?.aborted) throw signal.reason;
    if (failure !== undefined) throw new Problem(failure, 'broken', 'It is broken.');
    return page;
  }

  async online() {
    return this.lines.filter(({ subscribed }) => subscribed).map(({ name }) => name);
  }

  #connected(socket, name) {
    if (socket.readyState === 3) return;
    if (this.isDown) return void socket.onclose?.({ code: 1006 });
    socket.readyState = 1;
    const line = new Line(socket, name);
    this.lines.push(line);
    this.say(line, { type: 'hello', user: { username: name }, heartbeat_interval: 20_000, limits: { subscriptions: 500 } });
  }

  #gone(socket) {
    socket.readyState = 3;
    this.lines = this.lines.filter((line) => line.socket !== socket);
  }

  #hear(socket, frame) {
    const line = this.lines.find((one) => one.socket === socket);
    if (!line) return;
    if (frame.type === 'subscribe') this.#subscribe(line, frame);
    if (frame.type === 'unsubscribe') line.subscribed = false;
    if (frame.type === 'message') this.#message(line, frame);
    if (frame.type === 'ping') this.say(line, { type: 'pong', heads: line.subscribed ? { [ROOM]: this.log.head } : {} });
  }

  #subscribe(line, { since, epoch }) {
    const { head } = this.log;
    this.subscribes += 1;
    const refusal = this.refusals.shift();
    if (refusal) return this.say(line, { type: 'error', message: 'No.', retryable: true, ...refusal });
    const recovered = since !== undefined && since <= head && head - since <= this.recovery && (epoch ?? this.log.epoch) === this.log.epoch;
    line.subscribed = true;
    for (const message of recovered ? this.log.since(since) : []) this.say(line, message);
    this.say(line, {
      type: 'subscribed', epoch: this.log.epoch, head, online_users: this.lines.map(({ name }) => name), recovered, from: recovered ? since : head, to: head,
    });
  }

  #message(line, { content, nonce }) {
    if (!line.subscribed) return this.say(line, { type: 'error', nonce, code: 'not_subscribed', message: 'Not subscribed.', retryable: false });
    if (this.swallowed > 0) {
      this.swallowed -= 1;
      return undefined;
    }
    const { message, duplicate } = this.log.post({ username: line.name, content, nonce });
    if (!duplicate) this.publish(message);
    return this.say(line, { type: 'ack', nonce, id: message.id, seq: message.seq, timestamp: message.timestamp, ...(duplicate ? { duplicate } : {}) });
  }

  #page({ before, after, around, limit = 50 }) {
    const all = this.log.shown;
    const newer = all.findIndex(({ seq }) => seq > (after ?? Infinity));
    const at = all.findIndex(({ seq }) => seq >= around);
    let from = Math.max(0, all.length - limit);
    if (before !== undefined) from = Math.max(0, all.filter(({ seq }) => seq < before).length - limit);
    if (after !== undefined) from = newer < 0 ? all.length : newer;
    if (around !== undefined) from = Math.max(0, (at < 0 ? all.length : at) - Math.floor(limit / 2));
    const to = Math.min(before === undefined ? all.length : all.filter(({ seq }) => seq < before).length, from + limit);
    return { messages: all.slice(from, to).filter(isMessage).map(readMessage), older: from > 0, newer: to < all.length };
  }
}
