import assert from 'node:assert/strict';
import test from 'node:test';
import { readMessage } from '../../../../webroot/net/messages.js';
import { ChatServer, ServerLog } from '../support/chat-server.js';
import { FakeClock, settle } from '../support/clock.js';
import { converse } from '../support/talk.js';

/** Everything that can go wrong between a server and a page, in an order drawn from a seed; whatever it was, in the end both know the same. */
const SEEDS = Number(process.env.STORY_SEEDS ?? 100);
const STEPS = 120;
const DURABLE = new Set(['message', 'message_edit', 'message_delete', 'reaction', 'pin']);

function drawing(seed) {
  let state = (seed * 2654435761 + 12345) >>> 0;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  return { next, below: (limit) => Math.floor(next() * limit) };
}

/** All that is shown of a message. */
function stateOf({ seq, username, content, edited, quote, replies, reactions, pinned }) {
  return { seq, username, content, edited, quote, replies, reactions, pinned };
}

class Story {
  #draw;
  #server = new ChatServer();
  #clock = new FakeClock();
  #talk;
  #gates = [];
  #posted = 0;
  #breaks;
  #restores;

  /** Some connections never break, so that all has to be found out on them; some servers come back with an older log. */
  constructor(seed) {
    this.#breaks = seed % 2;
    this.#restores = seed % 6 === 1 ? 1 : 0;
    this.#draw = drawing(seed);
    const draw = this.#draw;
    const server = this.#server;
    server.recovery = 5 + draw.below(60);
    for (let count = draw.below(130); count > 0; count -= 1) server.log.post();
    for (let count = draw.below(5); count > 0; count -= 1) this.#alter(false);
    server.isSlow = true;
    this.#talk = converse({ WebSocket: server.WebSocket, api: server, clock: this.#clock, limit: 200, epoch: 'e0', held: 5 + draw.below(40), random: () => draw.next() });
  }

  async run() {
    for (let step = 0; step < STEPS; step += 1) {
      this.#step();
      this.#isInOrder();
      if (this.#draw.below(3) === 0) await settle();
    }
    await this.#calm();
    this.#compare();
    this.#talk.close();
    assert.equal(this.#clock.waiting, 0, 'no timer is left');
  }

  #step() {
    const server = this.#server;
    const { conversation } = this.#talk;
    const ways = [
      [8, () => server.post({ content: `theirs ${this.#posted += 1}` })],
      [5, () => this.#alter(true)],
      [5, () => conversation.post(`mine ${this.#posted += 1}`)],
      [12, () => this.#flushSome()],
      [3, () => this.#spoil()],
      [3 * this.#breaks, () => server.cut()],
      [this.#breaks, () => server.cut(4008)],
      [this.#restores, () => this.#restore()],
      [2, () => this.#clock.tick(this.#draw.below(3_000))],
      [1, () => this.#clock.tick(this.#draw.below(40_000))],
      [2, () => this.#gates.push(server.hold())],
      [3, () => this.#gates.shift()?.()],
      [1, () => server.failures.push(503)],
      [1, () => { server.swallowed += 1; }],
      [1, () => server.refusals.push({ code: 'overloaded', retry_after: 0.5 })],
      [1, () => { if (server.last) server.last.subscribed = false; }],
      [1, () => { for (let count = 0; count < 100; count += 1) server.post(); }],
      [2, () => conversation.older().catch(() => {})],
      [1, () => conversation.newer().catch(() => {})],
      [1, () => conversation.latest().catch(() => {})],
      [2, () => conversation.follow(this.#draw.below(2) === 0, 1 + this.#draw.below(server.log.head + 1))],
    ];
    let place = this.#draw.below(ways.reduce((sum, [weight]) => sum + weight, 0));
    ways.find(([weight]) => (place -= weight) < 0)[1]();
  }

  #alter(isLive) {
    const { log } = this.#server;
    const seqs = log.shown.map(({ seq }) => seq);
    if (seqs.length === 0) return;
    // Mostly young ones: those are in the window, or on their way to it.
    const seq = seqs[Math.max(0, seqs.length - 1 - this.#draw.below(this.#draw.below(4) === 0 ? seqs.length : 6))];
    const frame = this.#changeOf(seq);
    if (isLive) this.#server.publish(frame);
  }

  #changeOf(seq) {
    const { log } = this.#server;
    const replies = log.living.filter(({ thread }) => thread);
    const emoji = ['👍', '🎉', '❤️'][this.#draw.below(3)];
    const ways = [
      () => log.remove(seq),
      () => log.edit(seq, `edited at ${log.head + 1}`),
      () => log.react(seq, emoji, ['Jane', 'Omar'][this.#draw.below(2)]),
      () => log.pin(seq, this.#draw.below(2) ? 'add' : 'remove'),
      () => log.reply(seq, { content: 'a reply' }),
      () => log.answer(seq, { content: 'an answer' }),
      () => (replies.length > 0 ? log.remove(replies.at(-1).seq) : log.edit(seq, 'again')),
    ];
    return ways[this.#draw.below(ways.length)]();
  }

  #restore() {
    const { epoch, head } = this.#server.log;
    this.#server.log = new ServerLog();
    this.#server.log.epoch = `${epoch}+`;
    for (let count = this.#draw.below(head + 20); count > 0; count -= 1) this.#server.log.post({ content: `restored ${count}` });
    this.#server.cut(1012);
  }

  #flushSome() {
    const { last } = this.#server;
    if (last) this.#server.flush(last, 1 + this.#draw.below(6));
  }

  /** Frames that are on their way get lost, come twice, or late. */
  #spoil() {
    const out = this.#server.last?.out ?? [];
    const isDurable = (text) => DURABLE.has(JSON.parse(text).type);
    const at = out.findIndex(isDurable);
    if (at < 0) return;
    const how = this.#draw.below(3);
    if (how === 0 && !out.slice(at).some((text) => JSON.parse(text).type === 'subscribed')) out.splice(at, 1);
    if (how === 1) out.splice(at, 0, out[at]);
    if (how === 2) this.#late(out, at);
  }

  #late(out, at) {
    const end = out.findIndex((text, index) => index > at && !DURABLE.has(JSON.parse(text).type));
    const [frame] = out.splice(at, 1);
    out.splice(Math.min(at + 2, end < 0 ? out.length : end - 1), 0, frame);
  }

  /** At no time does anything stand twice or out of order. */
  #isInOrder() {
    const rows = this.#talk.conversation.rows();
    const seqs = rows.map(({ seq }) => seq).filter(Boolean);
    assert.ok(seqs.every((seq, index) => index === 0 || seq > seqs[index - 1]), seqs.join());
    assert.equal(new Set(rows.map(({ key }) => key)).size, rows.length);
  }

  /** Nothing goes wrong any more, and enough time passes for everything to be tried again. */
  async #calm() {
    const server = this.#server;
    server.isSlow = false;
    server.failures = [];
    server.refusals = [];
    server.swallowed = 0;
    for (const open of this.#gates.splice(0)) open();
    server.gates = [];
    for (let round = 0; round < 40; round += 1) {
      for (const line of server.lines) server.flush(line);
      await settle();
      this.#clock.tick(3_000);
    }
    this.#talk.conversation.follow(true);
    await this.#talk.conversation.latest();
    await settle();
  }

  #compare() {
    const { conversation, timeline, subscription } = this.#talk;
    const shown = conversation.rows().filter(({ kind }) => kind === 'message');
    const truth = this.#server.log.shown;
    assert.equal(subscription.position, this.#server.log.head, 'the position is the head of the log');
    assert.equal(timeline.doubt, null);
    assert.ok(shown.length > 0 || truth.length === 0);
    assert.deepEqual(
      shown.map(({ status, ...row }) => [status, stateOf(row)]),
      truth.slice(-shown.length || truth.length).map((message) => ['stored', stateOf(readMessage(message))]));
    assert.ok(shown.length >= Math.min(50, truth.length), `${shown.length} of ${truth.length}`);
    const mine = truth.filter(({ username }) => username === 'Ann').map(({ nonce }) => nonce);
    assert.equal(new Set(mine).size, mine.length, 'nothing is stored twice');
  }
}

for (let first = 0; first < SEEDS; first += 50) {
  test(`whatever is lost, repeated or late, the conversation ends whole and without doubles: seeds ${first} to ${first + 49}`, async () => {
    for (let seed = first; seed < first + 50; seed += 1) {
      await new Story(seed).run().catch((failure) => {
        failure.message = `seed ${seed}: ${failure.message}`;
        throw failure;
      });
    }
  });
}
