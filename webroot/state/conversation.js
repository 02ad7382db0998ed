import { CatchUp } from './catch-up.js';
import { buildRows } from './rows.js';

/**
 * One room as one person has it open: joins its connection, log, outbox, typers and reading marks.
 * `change` says that something on the screen is different, `heard` brings another person's message as it happens,
 * `notice` a sentence from the server, `ended` why the room can't go on (gone, bad-name, refused).
 */
export class Conversation extends EventTarget {
  #room;
  #me;
  #socket;
  #history;
  #timeline;
  #outbox;
  #typers;
  #typingSignal;
  #reading;
  #catchUp;
  #online = [];
  #joined = false;
  #watched = true;
  #following = true;
  #ended = false;

  constructor({ room, me, socket, history, timeline, outbox, typers, typingSignal, reading, clock, random = Math.random }) {
    super();
    this.#room = room;
    this.#me = me;
    this.#socket = socket;
    this.#history = history;
    this.#timeline = timeline;
    this.#outbox = outbox;
    this.#typers = typers;
    this.#typingSignal = typingSignal;
    this.#reading = reading;
    this.#catchUp = new CatchUp({
      history, timeline, clock, random, done: () => this.#caughtUp(), gone: () => this.#end('gone'),
    });
    this.#listen();
  }

  get room() { return this.#room; }
  get me() { return this.#me; }
  get connection() { return this.#socket.state; }
  get online() { return this.#online; }
  get typing() { return this.#typers.names; }
  get unread() { return this.#reading.unread; }
  get behindLine() { return this.#reading.behindLine; }
  get loaded() { return this.#timeline.loaded; }
  get atStart() { return this.#timeline.atStart; }
  get attached() { return this.#timeline.attached; }
  get isEmpty() { return this.loaded && this.#timeline.messages.length === 0 && this.#outbox.entries.length === 0; }

  rows() {
    const { messages, attached, atStart } = this.#timeline;
    const pending = attached || !this.loaded ? this.#outbox.entries : [];
    return buildRows({ messages, pending, line: this.#reading.line, me: this.#me, atStart });
  }

  start() {
    this.#socket.start();
  }

  close() {
    this.#ended = true;
    this.#catchUp.stop();
    this.#history.stop();
    this.#socket.close();
    this.#outbox.close();
    this.#typers.clear();
  }

  /** False when too much waits already. Whoever speaks is shown the end of the room. */
  post(content) {
    const entry = this.#outbox.post(content);
    if (!entry) return false;
    this.#typingSignal.sent();
    this.#reading.answered();
    this.#changed();
    return true;
  }

  typed() {
    this.#typingSignal.typed();
  }

  retry(nonce) {
    this.#outbox.retry(nonce);
  }

  discard(nonce) {
    this.#outbox.discard(nonce);
  }

  /** What this person wrote that never left the page, for the next conversation under another name. */
  takeUnsent() {
    return this.#outbox.takeUnsent();
  }

  adopt(unsent) {
    this.#outbox.adopt(unsent);
  }

  tryNow() {
    this.#socket.tryNow();
  }

  offline() {
    this.#socket.offline();
  }

  suspect() {
    this.#socket.suspect();
  }

  /** Whether the window is in front of somebody. */
  watch(watched) {
    this.#watched = watched;
    this.#attend();
  }

  /** Whether the end of the room is in view. */
  follow(following) {
    this.#following = following;
    this.#attend();
  }

  older() {
    return this.#history.older();
  }

  newer() {
    return this.#history.newer();
  }

  /** While the first page is on its way, that is the latest already, and starting over would only hold up what waits for it. */
  latest() {
    return this.#timeline.attached || !this.loaded ? Promise.resolve() : this.#history.newest();
  }

  /** Brings the place where reading stopped into the window. */
  toLine() {
    const wanted = this.#reading.line;
    const { messages, last } = this.#timeline;
    const isHere = messages.length > 0 && messages[0].seq <= wanted + 1 && wanted < last;
    return wanted === null || isHere ? Promise.resolve() : this.#history.around(wanted);
  }

  #listen() {
    this.#socket.addEventListener('state', ({ detail }) => this.#connectionChanged(detail.phase));
    this.#socket.addEventListener('frame', ({ detail }) => this.#heard(detail));
    this.#socket.addEventListener('ended', ({ detail }) => this.#end(detail));
    this.#history.addEventListener('page', ({ detail }) => this.#pageRead(detail));
    this.#outbox.addEventListener('change', () => this.#changed());
    this.#outbox.addEventListener('silent', () => this.#socket.suspect());
    this.#typers.addEventListener('change', () => this.#changed());
  }

  #connectionChanged(phase) {
    if (phase !== 'open' && this.#joined) {
      this.#joined = false;
      this.#catchUp.stop();
      this.#outbox.close();
      this.#typers.clear();
    }
    this.#changed();
  }

  #heard(frame) {
    const hear = {
      message: () => this.#message(frame.message),
      join: () => this.#presence(frame),
      leave: () => this.#presence(frame),
      typing: () => this.#typed(frame.username),
      error: () => this.#error(frame),
    };
    hear[frame.type]();
  }

  #presence({ type, username, online }) {
    this.#online = online;
    if (type === 'leave') this.#typers.gone(username);
    if (!this.#joined) {
      // The first frame is our own join, with the name as the server has it.
      this.#joined = true;
      this.#me = username;
      this.#catchUp.joined();
    }
    this.#changed();
  }

  #message(message) {
    const mine = message.username === this.#me;
    this.#typers.gone(message.username);
    if (mine && message.nonce) this.#outbox.confirm(message.nonce);
    const outcome = this.#timeline.live(message, this.#following);
    if (outcome === 'known') return;
    if (outcome === 'gap') this.#catchUp.gap();
    else this.#grow();
    if (!mine) this.dispatchEvent(new CustomEvent('heard', { detail: message }));
    this.#changed();
  }

  #typed(username) {
    if (username !== this.#me) this.#typers.saw(username);
  }

  #error({ nonce, retryable, message }) {
    if (nonce) this.#outbox.refuse(nonce, { retryable, message, after: this.#timeline.last });
    else if (message) this.dispatchEvent(new CustomEvent('notice', { detail: message }));
  }

  /** Only now the outbox may go: what is stored already was found by its nonce. */
  #caughtUp() {
    if (!this.#timeline.loaded) return;
    this.#reading.open(this.#timeline.head);
    this.#attend();
    this.#outbox.open((content, nonce) => this.#socket.sendMessage(content, nonce));
    this.#changed();
  }

  #pageRead(messages) {
    for (const { username, nonce } of messages) {
      if (nonce && username === this.#me) this.#outbox.confirm(nonce);
    }
    this.#grow();
    this.#changed();
  }

  #grow() {
    const before = this.#reading.head;
    const { attached, last, head, messages } = this.#timeline;
    const now = attached ? last : head;
    if (now <= before) return;
    const own = messages.filter(({ seq, username }) => seq > before && username === this.#me).length;
    this.#reading.grow(now, now - before - own, this.#isAttentive);
    this.#attend();
  }

  get #isAttentive() {
    return this.#watched && this.#following && this.#timeline.attached;
  }

  #attend() {
    if (!this.#isAttentive) return;
    const had = this.#reading.unread;
    this.#reading.attend();
    if (had > 0) this.#changed();
  }

  #end(reason) {
    if (this.#ended) return;
    this.close();
    this.dispatchEvent(new CustomEvent('ended', { detail: reason }));
  }

  #changed() {
    this.dispatchEvent(new CustomEvent('change'));
  }
}
