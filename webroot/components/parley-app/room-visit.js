/**
 * The one conversation that is open, from the moment a room is asked for: finds the room, opens the conversation, ends the last one.
 * `opened` brings the conversation, `lost` why there is none (gone, refused, unreachable, bad-name), `change` and `heard` are passed on.
 */
export class RoomVisit extends EventTarget {
  #find;
  #converse;
  #conversation = null;
  #wanted = null;

  /** `find(roomId)` promises the room, `converse(room)` makes a conversation. */
  constructor({ find, converse }) {
    super();
    this.#find = find;
    this.#converse = converse;
  }

  get conversation() {
    return this.#conversation;
  }

  async go(roomId) {
    this.leave();
    this.#wanted = roomId;
    try {
      const room = await this.#find(roomId);
      if (this.#wanted === roomId && !this.#conversation) this.#open(this.#converse(room));
    } catch (problem) {
      if (this.#wanted === roomId) this.#tell('lost', problem.gone ? 'gone' : 'unreachable');
    }
  }

  leave() {
    this.#wanted = null;
    this.#conversation?.close();
    this.#conversation = null;
  }

  #open(conversation) {
    this.#conversation = conversation;
    for (const type of ['change', 'heard']) {
      conversation.addEventListener(type, ({ detail }) => this.#tell(type, detail));
    }
    conversation.addEventListener('ended', ({ detail }) => this.#tell('lost', detail));
    this.#tell('opened', conversation);
    conversation.start();
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
