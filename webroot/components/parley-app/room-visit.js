/**
 * Which room is in view, from the moment it is asked for, and the person's connection behind it.
 * `opened` brings the conversation, `lost` why there is none (gone, banned, refused, unreachable, or why the connection has
 * ended), `closed` a room in the background that is gone or closed to us, `member` that one belongs to a room now or no longer;
 * `change` and `heard` of the conversation in view are passed on, `noticed` of it too.
 */
export class RoomVisit extends EventTarget {
  #find;
  #meet;
  #person = null;
  #status = 'online';
  #chat = null;
  #conversation = null;
  #wanted = null;
  #listening = null;

  /** `find(roomId)` promises the room, `meet(person)` makes the connection of a person. */
  constructor({ find, meet }) {
    super();
    this.#find = find;
    this.#meet = meet;
  }

  get conversation() {
    return this.#conversation;
  }

  /**
   * Connects as somebody. What a guest wrote under another name and never left the page goes along; what waits of an account
   * stays its own, and is there when it comes back.
   */
  enter(person) {
    this.leave();
    const isSame = this.#person !== null && (this.#person.key === person.key || (this.#person.isGuest && person.isGuest));
    const unsent = (isSame && this.#chat?.takeUnsent()) || [];
    this.#chat?.close();
    this.#person = person;
    this.#chat = this.#meet(person);
    this.#chat.addEventListener('ended', ({ detail }) => this.#tell('lost', detail));
    this.#chat.addEventListener('member', ({ detail }) => this.#tell('member', detail));
    this.#chat.addEventListener('gone', ({ detail }) => this.#gone(detail));
    for (const { room, entries } of unsent) this.#chat.open(room, entries).rest();
    this.#chat.start();
    if (this.#status !== 'online') this.turn(this.#status);
  }

  async go(roomId) {
    this.leave();
    // Whoever was turned away and comes again knocks again.
    if (this.#chat.hasEnded) this.enter(this.#person);
    this.#wanted = roomId;
    try {
      const room = this.#chat.find(roomId)?.room ?? await this.#find(roomId);
      if (this.#wanted === roomId && !this.#conversation) this.#open(room);
    } catch (problem) {
      if (this.#wanted === roomId) this.#tell('lost', reasonOf(problem));
    }
  }

  leave() {
    this.#wanted = null;
    this.#listening?.abort();
    this.#conversation?.rest();
    this.#conversation = null;
  }

  close() {
    this.leave();
    this.#chat?.close();
  }

  /** Others see whether somebody with an account is turned to the page: online or away. */
  turn(status) {
    this.#status = status;
    if (this.#person?.isGuest === false) this.#chat.turn(status);
  }

  tryNow() {
    this.#chat?.tryNow();
  }

  offline() {
    this.#chat?.offline();
  }

  #open(room) {
    const conversation = this.#chat.open(room);
    this.#conversation = conversation;
    this.#listening = new AbortController();
    for (const type of ['change', 'heard', 'noticed']) {
      conversation.addEventListener(type, ({ detail }) => this.#tell(type, detail), { signal: this.#listening.signal });
    }
    this.#tell('opened', conversation);
  }

  #gone({ room, reason }) {
    if (this.#conversation?.room.id === room.id) this.#tell('lost', reason);
    else if (reason !== 'refused') this.#tell('closed', room);
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

function reasonOf({ gone, code, refused, signedOut }) {
  if (gone) return 'gone';
  if (code === 'banned') return 'banned';
  if (signedOut) return 'signed-out';
  return refused ? 'refused' : 'unreachable';
}
