import { messageFrame } from '../net/frames.js';
import { buildRows } from './rows.js';

/**
 * One room as one person has it open, in view or in the background: joins its log, outbox, typers, people and reading marks.
 * `change` says that something on the screen is different, `heard` brings another person's message as it happens,
 * `logged` every change of the log as it comes, `restarted` that changes were missed for good,
 * `noticed` what happened to the room, `notice` a sentence from the server, `ended` why the room can't go on (gone, banned, refused).
 */
export class Conversation extends EventTarget {
  #room;
  #me;
  #socket;
  #log;
  #outbox;
  #typers;
  #typingSignal;
  #presence;
  #reading;
  #linked = false;
  #watched = false;
  #following = true;
  #missed = false;
  #ended = false;
  #stop = new AbortController();

  constructor({ room, me, socket, log, outbox, typers, typingSignal, presence, reading }) {
    super();
    this.#room = room;
    this.#me = me;
    this.#socket = socket;
    this.#log = log;
    this.#outbox = outbox;
    this.#typers = typers;
    this.#typingSignal = typingSignal;
    this.#presence = presence;
    this.#reading = reading;
    this.#listen();
  }

  get room() { return this.#room; }
  /** The name as the server has it, once it said so. */
  get me() { return this.#socket.username ?? this.#me; }
  get connection() { return this.#socket.state; }
  get online() { return this.#presence.names; }
  get typing() { return this.#typers.names; }
  get unread() { return this.#reading.unread; }
  get behindLine() { return this.#reading.behindLine; }
  get loaded() { return this.#log.loaded; }
  get atStart() { return this.#log.atStart; }
  get attached() { return this.#log.attached; }
  get atEnd() { return this.#log.atEnd; }
  get isEmpty() { return this.loaded && this.atStart && this.#pendingIn(null).length === 0 && this.#log.messages.every(({ notice }) => notice); }
  get isSending() { return this.#outbox.entries.some(({ status }) => status !== 'failed'); }

  rows() {
    const { messages, atEnd, atStart } = this.#log;
    const pending = atEnd ? this.#pendingIn(null) : [];
    return buildRows({ messages, pending, line: this.#reading.line, me: this.me, atStart });
  }

  /** A thread's messages and what is on its way to it, as rows. */
  rowsOf(thread, messages) {
    return buildRows({ messages, pending: this.#pendingIn(thread), me: this.me, atStart: true });
  }

  #pendingIn(thread) {
    return this.#outbox.entries.filter(({ attached }) => attached.thread === thread);
  }

  /** The message if it is in the window, else undefined. */
  find(id) {
    return this.#log.find(id);
  }

  /** One's own last message in the window that can be seen, else undefined. */
  get lastOwn() {
    return this.#log.messages.findLast(({ username, notice }) => username === this.me && !notice);
  }

  start() {
    this.#log.start();
  }

  close() {
    this.#ended = true;
    this.#stop.abort();
    this.#log.close();
    this.#presence.stop();
    this.#typingSignal.stop();
    this.#outbox.close();
    this.#typers.clear();
  }

  /** It comes into view, at its end. */
  enter() {
    this.#reading.revisit();
    this.latest().catch(() => {});
  }

  /** Another room comes into view: this one goes on in the background. */
  rest() {
    this.#watched = false;
    this.#typingSignal.stop();
    this.follow(true);
  }

  /** False when too much waits already. Whoever speaks is shown the end of the room. */
  post(content, attached = {}) {
    const entry = this.#outbox.post(content, attached);
    if (!entry) return false;
    this.#typingSignal.stop();
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
    if (unsent.length > 0) this.#outbox.adopt(unsent);
  }

  tryNow() {
    this.#socket.tryNow();
  }

  /** Whether the window is in front of somebody. */
  watch(watched) {
    this.#watched = watched;
    this.#attend();
  }

  /** Whether the end of the room is in view, and if not, at which seq the view begins. */
  follow(following, place = null) {
    this.#following = following;
    this.#log.follow(following, place);
    this.#attend();
  }

  older() {
    return this.#log.older();
  }

  newer() {
    return this.#log.newer();
  }

  latest() {
    return this.#log.latest();
  }

  /** Brings a message and what stands around it into the window. */
  around(seq) {
    return this.#log.around(seq);
  }

  /** Brings the place where reading stopped into the window. */
  toLine() {
    const { line } = this.#reading;
    return line === null ? Promise.resolve() : this.#log.around(line);
  }

  /** What comes on the connection for this room; its log hears for itself what it is about. */
  hear(frame) {
    const hear = {
      ack: () => this.#acknowledged(frame),
      typing: () => this.#typed(frame),
      presence: () => this.#people(frame),
      error: () => this.#error(frame),
    };
    hear[frame.type]?.();
  }

  #listen() {
    const { signal } = this.#stop;
    const on = (target, type, task) => target.addEventListener(type, ({ detail }) => task(detail), { signal });
    on(this.#socket, 'state', ({ phase }) => this.#connectionChanged(phase));
    on(this.#log, 'message', (change) => this.#message(change));
    on(this.#log, 'page', (messages) => this.#pageRead(messages));
    on(this.#log, 'reached', () => this.#settle());
    on(this.#log, 'subscribed', (how) => this.#subscribed(how));
    on(this.#log, 'refused', (sentence) => this.#notice(sentence));
    on(this.#log, 'ended', (reason) => this.#end(reason));
    on(this.#outbox, 'silent', () => this.#socket.suspect());
    for (const part of [this.#outbox, this.#typers, this.#presence]) on(part, 'change', () => this.#changed());
  }

  #connectionChanged(phase) {
    if (phase !== 'open' && this.#linked) {
      this.#linked = false;
      this.#outbox.close();
      this.#typers.clear();
      this.#presence.stop();
    }
    this.#changed();
  }

  /** What was recovered has come before this, so what is stored already was found by its nonce: the rest goes out again. */
  #subscribed({ online, lost, otherLog }) {
    this.#linked = true;
    this.#missed ||= lost;
    if (otherLog) {
      this.#reading.restart();
      this.#outbox.unsettle();
    }
    this.#presence.whole(online);
    this.#outbox.open((content, nonce, attached) => this.#send(content, nonce, attached));
    if (lost || otherLog) this.dispatchEvent(new CustomEvent('restarted'));
    this.#changed();
  }

  #send(content, nonce, { quote, thread, files }) {
    const ids = { quote: quote?.id ?? null, thread, files: files.map(({ id }) => id) };
    return this.#socket.send(messageFrame(this.#room.id, content, nonce, ids));
  }

  #message({ message, isNew, isSeen }) {
    const mine = message.username === this.me || message.notice !== undefined;
    if (isNew) this.#typers.gone(message.username);
    if (mine && message.nonce) this.#stored(message);
    if (isNew) this.#grew(message.seq, mine ? 0 : 1);
    if (isNew && !mine) this.dispatchEvent(new CustomEvent('heard', { detail: message }));
    if (isNew && message.notice) this.dispatchEvent(new CustomEvent('noticed', { detail: message }));
    this.dispatchEvent(new CustomEvent('logged', { detail: message }));
    if (isNew || isSeen || message.thread) this.#changed();
  }

  #acknowledged({ nonce, seq }) {
    this.#outbox.acknowledge(nonce, seq);
    this.#settle();
  }

  /** Our own message has come; while its page hasn't, it stays where it stands. */
  #stored({ nonce, seq, thread }) {
    if (this.#log.awaitsPage && !thread) this.#outbox.acknowledge(nonce, seq);
    else this.#outbox.confirm(nonce);
  }

  #settle() {
    if (!this.#log.awaitsPage) this.#outbox.settle(this.#log.position);
  }

  #people(frame) {
    for (const name of frame.left) this.#typers.gone(name);
    this.#presence.heard(frame);
  }

  #typed({ username, expiresIn }) {
    if (username !== this.me) this.#typers.saw(username, expiresIn);
  }

  /** That a sign of typing came too early is nobody's business; a lost subscription is asked for again, and the message too. */
  #error({ code, nonce, retryable, retryAfter, message }) {
    const isLost = code === 'not_subscribed';
    if (nonce) this.#outbox.refuse(nonce, { retryable: retryable || isLost, message, retryAfter, after: this.#log.last });
    else if (!isLost && code !== 'rate_limited') this.#notice(message);
  }

  #notice(sentence) {
    if (sentence) this.dispatchEvent(new CustomEvent('notice', { detail: sentence }));
  }

  #pageRead(messages) {
    for (const { username, nonce } of messages) {
      if (nonce && username === this.me) this.#outbox.confirm(nonce);
    }
    this.#settle();
    const { head } = this.#log;
    this.#reading.open(head);
    this.#attend();
    const known = this.#reading.head;
    const own = messages.filter(({ seq, username, notice }) => seq > known && (notice || username === this.me)).length;
    if (head > known) this.#grew(head, head - known - own);
    this.#missed = false;
    this.#changed();
  }

  /** What was missed for good nobody has seen coming, whoever sits there: it gets its line. */
  #grew(head, others) {
    this.#reading.grow(head, others, this.#isAttentive && !this.#missed);
    this.#attend();
  }

  get #isAttentive() {
    return this.#watched && this.#following && this.#log.attached;
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
