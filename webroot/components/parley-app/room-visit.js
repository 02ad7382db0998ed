/**
 * Which room is in view, from the moment it is asked for, and the person's connection behind it.
 * `opened` brings the conversation, `lost` why there is none (gone, refused, unreachable, bad-name), `closed` a room in the
 * background that is gone; `change` and `heard` of the conversation in view are passed on.
 */
export class RoomVisit extends EventTarget {
  #find;
  #meet;
  #name = null;
  #chat = null;
  #conversation = null;
  #wanted = null;
  #listening = null;

  /** `find(roomId)` promises the room, `meet(name)` makes the connection of a person. */
  constructor({ find, meet }) {
    super();
    this.#find = find;
    this.#meet = meet;
  }

  get conversation() {
    return this.#conversation;
  }

  /** Connects under a name. What was written under another one and never left the page goes along. */
  enter(name) {
    this.leave();
    const unsent = this.#chat?.takeUnsent() ?? [];
    this.#chat?.close();
    this.#name = name;
    this.#chat = this.#meet(name);
    this.#chat.addEventListener('ended', ({ detail }) => this.#tell('lost', detail));
    this.#chat.addEventListener('gone', ({ detail }) => this.#gone(detail));
    for (const { room, entries } of unsent) this.#chat.open(room, entries).rest();
    this.#chat.start();
  }

  async go(roomId) {
    this.leave();
    // Whoever was turned away and comes again knocks again.
    if (this.#chat.hasEnded) this.enter(this.#name);
    this.#wanted = roomId;
    try {
      const room = this.#chat.find(roomId)?.room ?? await this.#find(roomId);
      if (this.#wanted === roomId && !this.#conversation) this.#open(room);
    } catch (problem) {
      if (this.#wanted === roomId) this.#tell('lost', problem.gone ? 'gone' : 'unreachable');
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
    for (const type of ['change', 'heard']) {
      conversation.addEventListener(type, ({ detail }) => this.#tell(type, detail), { signal: this.#listening.signal });
    }
    this.#tell('opened', conversation);
  }

  #gone({ room, reason }) {
    if (this.#conversation?.room.id === room.id) this.#tell('lost', reason);
    else if (reason === 'gone') this.#tell('closed', room);
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
