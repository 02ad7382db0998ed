import { unsubscribeFrame } from '../net/frames.js';
import { Subscription } from './subscription.js';

/** Joins one connection with the rooms subscribed on it: each room hears its own frames, all hear when the connection comes and goes. */
export class Switchboard {
  #socket;
  #clock;
  #random;
  #rooms = new Map();

  constructor({ socket, clock, random = Math.random }) {
    this.#socket = socket;
    this.#clock = clock;
    this.#random = random;
    socket.addEventListener('state', ({ detail }) => this.#connectionChanged(detail.phase));
    socket.addEventListener('frame', ({ detail }) => this.#heard(detail));
  }

  /** A subscription that is not yet asked for: `begin` does that, once somebody listens. Frames go on to `hear` as well. */
  join({ id: roomId, epoch }, hear) {
    const send = (frame) => this.#socket.send(frame);
    const subscription = new Subscription({ roomId, epoch, send, clock: this.#clock, random: this.#random });
    this.#rooms.set(roomId, { subscription, hear });
    return subscription;
  }

  begin(roomId) {
    if (this.#socket.state.phase === 'open') this.#rooms.get(roomId)?.subscription.connected();
  }

  /** After a return the rooms are subscribed in this order, the last one first. */
  prefer(roomId) {
    const room = this.#rooms.get(roomId);
    if (!room) return;
    this.#rooms.delete(roomId);
    this.#rooms.set(roomId, room);
  }

  leave(roomId) {
    const room = this.#rooms.get(roomId);
    if (!room) return;
    this.#rooms.delete(roomId);
    const { phase } = room.subscription;
    room.subscription.stop();
    if (phase !== 'over') this.#socket.send(unsubscribeFrame(roomId));
  }

  #connectionChanged(phase) {
    for (const { subscription } of [...this.#rooms.values()].reverse()) {
      if (phase === 'open') subscription.connected();
      else subscription.disconnected();
    }
  }

  #heard(frame) {
    if (frame.type === 'pong') return this.#compare(frame.heads);
    if (frame.roomId === null) return this.#heardByAll(frame);
    const room = this.#rooms.get(frame.roomId);
    room?.hear(frame);
    return room?.subscription.heard(frame);
  }

  /** An error whose room couldn't be read: perhaps its nonce says whose it is. No subscription fails of it. */
  #heardByAll(frame) {
    for (const { hear } of [...this.#rooms.values()]) hear(frame);
  }

  #compare(heads) {
    for (const [roomId, { subscription }] of this.#rooms) subscription.head(heads.get(roomId));
  }
}
