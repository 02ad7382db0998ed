import assert from 'node:assert/strict';
import test, { beforeEach } from 'node:test';
import { RoomSocket } from '../../../../webroot/net/socket.js';
import { Conversation } from '../../../../webroot/state/conversation.js';
import { History } from '../../../../webroot/state/history.js';
import { Outbox } from '../../../../webroot/state/outbox.js';
import { Reading } from '../../../../webroot/state/reading.js';
import { Timeline } from '../../../../webroot/state/timeline.js';
import { Typers } from '../../../../webroot/state/typers.js';
import { TypingSignal } from '../../../../webroot/state/typing-signal.js';
import { FakeClock, settle } from '../support/clock.js';
import { MemoryStore, memoryShelf } from '../support/memory-store.js';
import { FakeLog, wireMessage } from '../support/room-log.js';
import { FakeWebSocket } from '../support/web-socket.js';

let clock;
let log;
let marks;

beforeEach(() => {
  FakeWebSocket.reset();
  clock = new FakeClock();
  log = new FakeLog(0);
  marks = new MemoryStore();
});

function converse({ me = 'Ann' } = {}) {
  const timeline = new Timeline({ limit: 400 });
  const socket = new RoomSocket({ url: 'ws://x', WebSocket: FakeWebSocket, clock, random: () => 1 });
  let nonces = 0;
  const conversation = new Conversation({
    room: { id: 'room', name: 'Room' },
    me,
    socket,
    timeline,
    history: new History({ roomId: 'room', api: log, timeline }),
    outbox: new Outbox({ shelf: memoryShelf(), key: 'k', clock, newNonce: () => `n${nonces += 1}`, random: () => 1 }),
    typers: new Typers({ clock }),
    typingSignal: new TypingSignal({ clock, send: () => socket.sendTyping() }),
    reading: new Reading({ shelf: memoryShelf(marks), roomId: 'room' }),
    clock,
    random: () => 1,
  });
  conversation.start();
  return conversation;
}

async function joined(options) {
  const conversation = converse(options);
  FakeWebSocket.last.join(options?.me ?? 'Ann');
  await settle();
  return conversation;
}

/** The server stores a message and tells this connection of it. */
function hear(fields) {
  const { seq } = log.append(fields);
  FakeWebSocket.last.say(wireMessage(seq, fields));
}

async function comeBack(wait = 500) {
  clock.tick(wait);
  FakeWebSocket.last.join();
  await settle();
}

const said = (conversation) => conversation.rows().filter(({ kind }) => kind === 'message').map(({ content, status }) => `${content}:${status}`);
const sentNow = () => FakeWebSocket.last.sent.filter(({ type }) => type === 'message').map(({ content, nonce }) => `${content}/${nonce}`);

test('the history is read only after the own join, and then the room is there', async () => {
  log = new FakeLog(3);
  const conversation = converse();
  await settle();
  assert.deepEqual(log.asked, []);
  FakeWebSocket.last.join('Ann', ['Ann', 'Jane']);
  await settle();
  assert.deepEqual([said(conversation).length, conversation.online], [3, ['Ann', 'Jane']]);
});

test('an own message stands there at once and is confirmed by its own frame, in the same row', async () => {
  const conversation = await joined();
  conversation.post('Hello');
  assert.deepEqual(said(conversation), ['Hello:sent']);
  const { key } = conversation.rows().at(-1);
  hear({ username: 'Ann', content: 'Hello', nonce: 'n1' });
  assert.deepEqual(said(conversation), ['Hello:stored']);
  assert.equal(conversation.rows().at(-1).key, key);
});

test('the same nonce from somebody else confirms nothing', async () => {
  const conversation = await joined();
  conversation.post('Hello');
  hear({ username: 'Jane', content: 'Hi', nonce: 'n1' });
  assert.deepEqual(said(conversation), ['Hi:stored', 'Hello:sent']);
});

test('nothing is lost or doubled when the connection breaks in the middle', async () => {
  const conversation = await joined();
  hear({ content: 'before' });
  conversation.post('stored, answer lost');
  conversation.post('never arrived');
  FakeWebSocket.last.break();
  conversation.post('written while away');
  log.append({ username: 'Ann', content: 'stored, answer lost', nonce: 'n1' });
  log.append({ content: 'said meanwhile' });
  await comeBack();
  assert.deepEqual(sentNow(), ['never arrived/n2', 'written while away/n3']);
  hear({ username: 'Ann', content: 'never arrived', nonce: 'n2' });
  hear({ username: 'Ann', content: 'written while away', nonce: 'n3' });
  assert.deepEqual(said(conversation), ['before:stored', 'stored, answer lost:stored', 'said meanwhile:stored', 'never arrived:stored', 'written while away:stored']);
});

test('nothing is resent before what was missed is read', async () => {
  const conversation = await joined();
  FakeWebSocket.last.break();
  conversation.post('waiting');
  const answer = log.hold();
  await comeBack();
  assert.deepEqual(sentNow(), []);
  answer();
  await settle();
  assert.deepEqual(sentNow(), ['waiting/n1']);
});

test('a resent message that is stored already is answered with its old seq and stays one', async () => {
  const conversation = await joined();
  conversation.post('once');
  hear({ content: 'other' });
  log.append({ username: 'Ann', content: 'once', nonce: 'n1' });
  FakeWebSocket.last.say(wireMessage(2, { username: 'Ann', content: 'once', nonce: 'n1' }));
  FakeWebSocket.last.say(wireMessage(2, { username: 'Ann', content: 'once', nonce: 'n1' }));
  assert.deepEqual(said(conversation), ['other:stored', 'once:stored']);
});

test('a hole in the live messages is read from the log, in order', async () => {
  const conversation = await joined();
  hear({ content: 'one' });
  log.append({ content: 'lost on the way' });
  hear({ content: 'three' });
  assert.deepEqual(said(conversation), ['one:stored']);
  await settle();
  assert.deepEqual(said(conversation), ['one:stored', 'lost on the way:stored', 'three:stored']);
});

test('a failed catching up is tried again until it works', async () => {
  log = new FakeLog(2);
  log.failures.push(503, 0);
  const conversation = converse();
  FakeWebSocket.last.join();
  await settle();
  assert.equal(conversation.loaded, false);
  clock.tick(1000);
  await settle();
  clock.tick(2000);
  await settle();
  assert.equal(said(conversation).length, 2);
});

test('a page asked for before the connection broke does not count as caught up', async () => {
  const conversation = await joined();
  FakeWebSocket.last.break();
  const late = log.hold();
  await comeBack();
  FakeWebSocket.last.break();
  log.append({ content: 'in between' });
  await comeBack();
  late();
  await settle();
  assert.deepEqual(said(conversation), ['in between:stored']);
});

test('a page that comes after the connection broke lets nothing go before the next catching up', async () => {
  const conversation = await joined();
  FakeWebSocket.last.break();
  log.deaf = true;
  const late = log.hold();
  await comeBack();
  FakeWebSocket.last.break();
  late();
  await settle();
  const answer = log.hold();
  await comeBack(1000);
  conversation.post('not yet');
  assert.deepEqual(sentNow(), []);
  answer();
  await settle();
  assert.deepEqual(sentNow(), ['not yet/n1']);
});

test('a jump while the first page is on its way is read again', async () => {
  log = new FakeLog(2);
  const answer = log.hold();
  const conversation = await joined();
  log.append({ content: 'lost on the way' });
  hear({ content: 'four' });
  answer();
  await settle();
  assert.deepEqual(said(conversation).slice(2), ['lost on the way:stored', 'four:stored']);
});

test('what is written while the first page is on its way goes out, although writing jumps to the latest', async () => {
  const conversation = converse();
  const answers = [log.hold(), log.hold()];
  FakeWebSocket.last.join('Ann');
  conversation.post('early');
  const jumped = conversation.latest();
  for (const answer of answers) {
    answer();
    await settle();
  }
  await jumped;
  assert.deepEqual(sentNow(), ['early/n1']);
});

test('a room that is not found any more ends it', async () => {
  const conversation = converse();
  const endings = [];
  conversation.addEventListener('ended', ({ detail }) => endings.push(detail));
  log.failures.push(404);
  FakeWebSocket.last.join();
  await settle();
  assert.deepEqual([endings, clock.waiting], [['gone'], 0]);
});

test('the closing codes end it with their reason', async () => {
  for (const [code, reason] of [[4504, 'gone'], [4500, 'bad-name'], [4503, 'refused']]) {
    const conversation = await joined();
    const endings = [];
    conversation.addEventListener('ended', ({ detail }) => endings.push(detail));
    FakeWebSocket.last.break(code);
    assert.deepEqual(endings, [reason]);
  }
});

test('a refused message fails in its place, and later ones stand below it', async () => {
  const conversation = await joined();
  hear({ content: 'one' });
  conversation.post('bad');
  FakeWebSocket.last.say({ type: 'error', code: 'x', message: 'No.', retryable: false, nonce: 'n1' });
  hear({ content: 'two' });
  assert.deepEqual(said(conversation), ['one:stored', 'bad:failed', 'two:stored']);
  conversation.retry('n1');
  assert.deepEqual(said(conversation), ['one:stored', 'two:stored', 'bad:sent']);
});

test('an error about no message is passed on as a sentence', async () => {
  const conversation = await joined();
  const notices = [];
  conversation.addEventListener('notice', ({ detail }) => notices.push(detail));
  FakeWebSocket.last.say({ type: 'error', code: 'too_fast', message: 'Slow down.' });
  assert.deepEqual(notices, ['Slow down.']);
});

test('an open connection that answers nothing is replaced', async () => {
  const conversation = await joined();
  conversation.post('anybody?');
  clock.tick(20_000);
  assert.equal(FakeWebSocket.all.length, 2);
  await comeBack(0);
  assert.deepEqual(sentNow(), ['anybody?/n1']);
});

test('typers are the others, until their message, their leaving or five seconds', async () => {
  const conversation = await joined();
  const typing = (username) => FakeWebSocket.last.say({ type: 'typing', username });
  for (const name of ['Ann', 'Jane', 'Omar', 'Zoë']) typing(name);
  assert.deepEqual(conversation.typing, ['Jane', 'Omar', 'Zoë']);
  hear({ username: 'Jane' });
  FakeWebSocket.last.say({ type: 'leave', username: 'Omar', online_users: ['Ann', 'Zoë'] });
  assert.deepEqual([conversation.typing, conversation.online], [['Zoë'], ['Ann', 'Zoë']]);
  clock.tick(5000);
  assert.deepEqual(conversation.typing, []);
});

test('who goes on typing stays, however long it takes', async () => {
  const conversation = await joined();
  for (let sign = 0; sign < 5; sign += 1) {
    FakeWebSocket.last.say({ type: 'typing', username: 'Jane' });
    clock.tick(3000);
    assert.deepEqual(conversation.typing, ['Jane']);
  }
});

test('our typing is told at most every three seconds, and again right after a message', async () => {
  const conversation = await joined();
  const told = () => FakeWebSocket.last.sent.filter(({ type }) => type === 'typing').length;
  for (let key = 0; key < 5; key += 1) conversation.typed();
  assert.equal(told(), 1);
  clock.tick(3000);
  conversation.typed();
  assert.equal(told(), 2);
  conversation.post('Hi');
  conversation.typed();
  assert.equal(told(), 3);
});

test('what comes while nobody looks is counted and stands below the line; looking clears the count', async () => {
  const conversation = await joined();
  hear({ content: 'seen' });
  conversation.watch(false);
  hear({ content: 'new one' });
  hear({ content: 'new two' });
  assert.equal(conversation.unread, 2);
  assert.deepEqual(conversation.rows().map(({ kind, content }) => content ?? kind), ['day', 'seen', 'new', 'new one', 'new two']);
  conversation.watch(true);
  assert.equal(conversation.unread, 0);
  assert.ok(conversation.rows().some(({ kind }) => kind === 'new'));
  conversation.post('answer');
  assert.equal(conversation.rows().some(({ kind }) => kind === 'new'), false);
});

test('what was missed while away is counted, but not what we said ourselves', async () => {
  const conversation = await joined();
  hear({ content: 'seen' });
  conversation.watch(false);
  FakeWebSocket.last.break();
  log.append({ content: 'missed' });
  log.append({ username: 'Ann', content: 'from the other tab' });
  await comeBack();
  assert.equal(conversation.unread, 1);
});

test('the next visit opens with the line where this one stopped', async () => {
  log = new FakeLog(3);
  const first = await joined();
  first.close();
  log.append({ content: 'later' });
  const second = await joined();
  assert.deepEqual([second.behindLine, second.rows().findIndex(({ kind }) => kind === 'new')], [1, 4]);
});

test('a reader far up is counted to and can jump to the latest', async () => {
  log = new FakeLog(1000);
  const conversation = await joined();
  while (!conversation.atStart) await conversation.older();
  conversation.follow(false);
  hear({ content: 'the newest' });
  assert.deepEqual([conversation.unread, conversation.attached], [1, false]);
  await conversation.latest();
  conversation.follow(true);
  assert.deepEqual([conversation.unread, conversation.rows().at(-1).content], [0, 'the newest']);
});

test('the line of the last visit is brought into the window from far away', async () => {
  log = new FakeLog(10);
  (await joined()).close();
  for (let count = 0; count < 500; count += 1) log.append();
  const conversation = await joined();
  assert.equal(conversation.behindLine, 500);
  assert.equal(conversation.rows().some(({ kind }) => kind === 'new'), false);
  await conversation.toLine();
  const rows = conversation.rows();
  assert.equal(rows[rows.findIndex(({ kind }) => kind === 'new') + 1].seq, 11);
});

test('only other people’s live messages are announced, and each once', async () => {
  log = new FakeLog(5);
  const conversation = await joined();
  const heard = [];
  conversation.addEventListener('heard', ({ detail }) => heard.push(detail.content));
  hear({ content: 'from Jane' });
  FakeWebSocket.last.say(wireMessage(6));
  hear({ username: 'Ann', content: 'from me' });
  assert.deepEqual(heard, ['from Jane']);
});

test('the name is the one the server joined us with', async () => {
  const conversation = converse({ me: 'Ann ' });
  FakeWebSocket.last.join('Ann');
  await settle();
  assert.equal(conversation.me, 'Ann');
});

test('a closed conversation leaves no timer and no connection behind', async () => {
  const conversation = await joined();
  FakeWebSocket.last.say({ type: 'typing', username: 'Jane' });
  conversation.post('x');
  conversation.close();
  assert.deepEqual([clock.waiting, FakeWebSocket.last.readyState], [0, 3]);
});
