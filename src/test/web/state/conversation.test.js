import assert from 'node:assert/strict';
import test, { beforeEach } from 'node:test';
import { ChatServer } from '../support/chat-server.js';
import { FakeClock, settle } from '../support/clock.js';
import { MemoryStore } from '../support/memory-store.js';
import { converse } from '../support/talk.js';

let clock;
let server;
let marks;
let talk;

beforeEach(() => {
  clock = new FakeClock();
  server = new ChatServer();
  marks = new MemoryStore();
});

function start(options) {
  talk = converse({ WebSocket: server.WebSocket, api: server, clock, marks, ...options });
  return talk.conversation;
}

async function joined(options) {
  const conversation = start(options);
  await settle();
  return conversation;
}

function fill(count, fields) {
  for (; count > 0; count -= 1) server.log.post(fields);
}

async function comeBack(wait = 500) {
  clock.tick(wait);
  await settle();
}

function follow(conversation, type) {
  const seen = [];
  conversation.addEventListener(type, ({ detail }) => seen.push(detail));
  return seen;
}

const say = (frame) => server.say(server.last, frame);
const said = (conversation) => conversation.rows().filter(({ kind }) => kind === 'message').map(({ content, status }) => `${content}:${status}`);
const stored = () => server.log.shown.map(({ username, content }) => `${username}: ${content}`);

test('the first page and the people are there once both have come, each asked for once', async () => {
  fill(3);
  const conversation = await joined();
  assert.deepEqual([said(conversation).length, conversation.online, conversation.me], [3, ['Ann'], 'Ann']);
  assert.deepEqual([server.asked.length, server.subscribes], [1, 1]);
});

test('an own message stands there at once and keeps its row when it is stored', async () => {
  const conversation = await joined();
  server.isSlow = true;
  conversation.post('Hello');
  assert.deepEqual(said(conversation), ['Hello:sent']);
  const { key } = conversation.rows().at(-1);
  server.flush();
  assert.deepEqual([said(conversation), conversation.rows().at(-1).key, talk.conversation.isSending], [['Hello:stored'], key, false]);
});

test('an acknowledged message that has not come yet is no longer dimmed, and stands below what comes before it', async () => {
  const conversation = await joined();
  server.isSlow = true;
  server.post({ content: 'before' });
  conversation.post('mine');
  const [before, mine, ack] = server.last.out.splice(0);
  const { key } = conversation.rows().at(-1);
  for (const [frame, seen] of [[ack, ['mine:stored']], [before, ['before:stored', 'mine:stored']], [mine, ['before:stored', 'mine:stored']]]) {
    server.last.out.push(frame);
    server.flush();
    assert.deepEqual([said(conversation), conversation.rows().at(-1).key], [seen, key]);
  }
  assert.equal(conversation.rows().at(-1).seq, 2);
});

test('the same nonce from somebody else confirms nothing', async () => {
  const conversation = await joined();
  server.swallowed = 1;
  conversation.post('Hello');
  server.post({ username: 'Jane', content: 'Hi', nonce: 'n1' });
  assert.deepEqual(said(conversation), ['Hi:stored', 'Hello:sent']);
});

test('nothing is lost or doubled when the connection breaks in the middle', async () => {
  const conversation = await joined();
  server.post({ content: 'before' });
  server.isSlow = true;
  conversation.post('stored, answer lost');
  server.isSlow = false;
  server.swallowed = 1;
  conversation.post('never arrived');
  server.cut();
  conversation.post('written while away');
  server.post({ content: 'said meanwhile' });
  await comeBack();
  assert.deepEqual(stored(), ['Jane: before', 'Ann: stored, answer lost', 'Jane: said meanwhile', 'Ann: never arrived', 'Ann: written while away']);
  assert.deepEqual(said(conversation), stored().map((line) => `${line.slice(line.indexOf(' ') + 1)}:stored`));
  assert.equal(server.asked.length, 1);
});

test('nothing is sent again before the room is subscribed', async () => {
  const conversation = await joined();
  server.cut();
  conversation.post('waiting');
  server.refusals.push({ code: 'overloaded' });
  await comeBack();
  assert.deepEqual([stored(), said(conversation)], [[], ['waiting:queued']]);
  await comeBack(1_000);
  assert.deepEqual([stored(), said(conversation)], [['Ann: waiting'], ['waiting:stored']]);
});

test('a message that was stored long ago, and is not in the window, is settled by its acknowledgement', async () => {
  server.log.post({ username: 'Ann', content: 'long ago', nonce: 'n1' });
  fill(200);
  const conversation = await joined();
  conversation.post('long ago');
  assert.deepEqual([said(conversation).at(-1), server.log.head], ['message 201:stored', 201]);
});

test('an acknowledged message that was deleted before it came is settled too', async () => {
  const conversation = await joined();
  server.isSlow = true;
  conversation.post('regretted');
  server.last.out.shift();
  server.flush();
  assert.deepEqual(said(conversation), ['regretted:stored']);
  server.cut();
  server.isSlow = false;
  server.log.remove(1);
  await comeBack();
  assert.deepEqual(said(conversation), []);
});

test('what is written while the room opens goes out, in whichever order page and subscription come', async () => {
  for (const pageFirst of [true, false]) {
    server = new ChatServer();
    fill(2);
    server.isSlow = true;
    const open = server.hold();
    const conversation = start();
    conversation.post('early');
    conversation.latest();
    const steps = [async () => open(), async () => { server.isSlow = false; server.flush(); }];
    await settle();
    for (const step of pageFirst ? steps : steps.reverse()) {
      await step();
      await settle();
    }
    assert.deepEqual([said(conversation), server.log.head], [['message 1:stored', 'message 2:stored', 'early:stored'], 3]);
    assert.equal(server.asked.length, 1);
    talk.close();
  }
});

test('an own message stays on the screen when it is stored before the page that it belongs to is there', async () => {
  fill(2);
  const drawer = new MemoryStore();
  await joined({ drawer });
  server.isSlow = true;
  talk.conversation.post('stored, answer lost');
  talk.close();
  server.isSlow = false;
  const open = server.hold();
  const conversation = await joined({ drawer, prefix: 'm' });
  conversation.post('stored while opening');
  assert.deepEqual([said(conversation), server.log.head], [['stored, answer lost:stored', 'stored while opening:stored'], 4]);
  open();
  await settle();
  assert.deepEqual(said(conversation), ['message 1:stored', 'message 2:stored', 'stored, answer lost:stored', 'stored while opening:stored']);
  assert.equal(conversation.isSending, false);
});

test('so it does while the history is read again, and one that is older than the page is settled then', async () => {
  fill(2);
  const conversation = await joined();
  server.isSlow = true;
  conversation.post('stored, answer lost');
  server.cut();
  server.isSlow = false;
  fill(700);
  const open = server.hold();
  await comeBack();
  conversation.post('stored meanwhile');
  assert.deepEqual(said(conversation).slice(2), ['stored, answer lost:stored', 'stored meanwhile:stored']);
  open();
  await settle();
  assert.deepEqual([said(conversation).length, said(conversation).at(-1), conversation.isSending], [51, 'stored meanwhile:stored', false]);
});

test('what is said between the first page and the subscription is there, without a second page', async () => {
  fill(2);
  server.isSlow = true;
  const conversation = start();
  await settle();
  server.log.post({ content: 'in between' });
  server.log.edit(1, 'edited in between');
  server.isSlow = false;
  server.flush();
  await settle();
  assert.deepEqual(said(conversation), ['edited in between:stored', 'message 2:stored', 'in between:stored']);
  assert.equal(server.asked.length, 1);
});

test('without a page there is a conversation all the same, and the page comes when it can', async () => {
  fill(2);
  server.failures.push(503, 0);
  const conversation = await joined();
  assert.equal(conversation.loaded, false);
  conversation.post('I can speak');
  assert.deepEqual(stored().at(-1), 'Ann: I can speak');
  await comeBack(1_000);
  await comeBack(2_000);
  assert.deepEqual(said(conversation), ['message 1:stored', 'message 2:stored', 'I can speak:stored']);
});

test('a hole in what comes is closed by subscribing again, in order', async () => {
  const conversation = await joined();
  server.post({ content: 'one' });
  server.log.post({ content: 'lost on the way' });
  server.post({ content: 'three' });
  assert.deepEqual(said(conversation), ['one:stored', 'lost on the way:stored', 'three:stored']);
  assert.equal(server.asked.length, 1);
});

test('what is lost at the end is found out by the next ping', async () => {
  const conversation = await joined();
  server.log.post({ content: 'lost on the way' });
  clock.tick(16_000);
  assert.deepEqual(said(conversation), ['lost on the way:stored']);
});

test('edited and deleted messages change where they stand', async () => {
  fill(3);
  const conversation = await joined();
  server.publish(server.log.edit(2, 'better'));
  server.publish(server.log.remove(1));
  assert.deepEqual(said(conversation), ['better:stored', 'message 3:stored']);
});

test('too much to recover is read from the history, at the end for who was at the end, with a line where they were', async () => {
  fill(100);
  const conversation = await joined();
  server.cut();
  fill(700);
  await comeBack();
  const rows = conversation.rows();
  assert.deepEqual([rows.at(-1).seq, said(conversation).length, conversation.attached, conversation.behindLine], [800, 50, true, 700]);
  server.post({ content: 'next' });
  assert.equal(conversation.rows().at(-1).content, 'next');
});

test('who was reading further up goes on reading there', async () => {
  fill(1_000);
  const conversation = await joined();
  await conversation.older();
  conversation.follow(false, 870);
  server.cut();
  fill(700);
  await comeBack();
  const seqs = conversation.rows().map(({ seq }) => seq).filter(Boolean);
  assert.deepEqual([seqs.includes(870), seqs.at(-1) < 1_000, conversation.attached, server.asked.at(-1)], [true, true, false, { around: 870, limit: 100 }]);
});

test('a jump that fails while the history is read again does not leave the room without it', async () => {
  fill(100);
  const conversation = await joined();
  server.cut();
  fill(700);
  const never = server.hold();
  await comeBack();
  server.failures.push(503);
  await assert.rejects(conversation.latest());
  never();
  await settle();
  assert.equal(conversation.rows().at(-1).seq, 800);
});

test('another log is read from its beginning, and what the old one had acknowledged is sent again', async () => {
  fill(5);
  const conversation = await joined();
  server.isSlow = true;
  conversation.post('acknowledged');
  server.last.out.shift();
  server.flush();
  server.isSlow = false;
  assert.deepEqual(said(conversation).at(-1), 'acknowledged:stored');
  server.cut(1012);
  server.log = new ChatServer().log;
  server.log.epoch = 'restored';
  fill(2, { content: 'old' });
  const open = server.hold();
  await comeBack();
  assert.equal(conversation.loaded, false);
  open();
  await settle();
  assert.deepEqual(said(conversation), ['old:stored', 'old:stored', 'acknowledged:stored']);
  assert.equal(server.log.head, 3);
});

test('a room that is not found, or is deleted, ends it', async () => {
  server.failures.push(404);
  assert.deepEqual(await endings(() => {}), ['gone']);
  assert.deepEqual(await endings(() => say({ type: 'unsubscribed', code: 'room_not_found' })), ['gone']);
  assert.deepEqual(await endings((conversation) => {
    server.swallowed = 1;
    conversation.post('x');
    say({ type: 'error', code: 'room_not_found', message: 'Gone.', nonce: 'n1' });
  }), ['gone']);
});

async function endings(task) {
  const conversation = start();
  const seen = follow(conversation, 'ended');
  await settle();
  task(conversation);
  await settle();
  talk.socket.close();
  assert.equal(clock.waiting, 0);
  return seen;
}

test('a refused message fails in its place, and later ones stand below it', async () => {
  const conversation = await joined();
  server.post({ content: 'one' });
  server.swallowed = 1;
  conversation.post('bad');
  say({ type: 'error', code: 'x', message: 'No.', retryable: false, nonce: 'n1' });
  server.post({ content: 'two' });
  assert.deepEqual(said(conversation), ['one:stored', 'bad:failed', 'two:stored']);
  conversation.retry('n1');
  assert.deepEqual(said(conversation), ['one:stored', 'two:stored', 'bad:stored']);
});

test('a message that was too fast goes out by itself when the server said so', async () => {
  const conversation = await joined();
  server.swallowed = 1;
  conversation.post('fast');
  const notices = follow(conversation, 'notice');
  say({ type: 'error', code: 'rate_limited', message: 'Slow.', retryable: true, retry_after: 0.25, nonce: 'n1' });
  clock.tick(249);
  assert.deepEqual([said(conversation), stored()], [['fast:waiting'], []]);
  clock.tick(1);
  assert.deepEqual([said(conversation), notices], [['fast:stored'], []]);
});

test('a server that has forgotten the subscription is told again, and the message goes out after all', async () => {
  const conversation = await joined();
  server.last.subscribed = false;
  server.isSlow = true;
  conversation.post('Hello');
  server.isSlow = false;
  server.flush();
  assert.equal(server.last.subscribed, true);
  clock.tick(1_000);
  assert.deepEqual([said(conversation), server.log.head], [['Hello:stored'], 1]);
});

test('an error about no message is passed on as a sentence, but not that typing was too fast', async () => {
  const conversation = await joined();
  const notices = follow(conversation, 'notice');
  say({ type: 'error', code: 'odd', message: 'Something is odd.' });
  say({ type: 'error', code: 'rate_limited', message: 'Slow down.', retryable: true });
  server.last.socket.onmessage({ data: JSON.stringify({ type: 'error', code: 'invalid_frame', message: 'No room.' }) });
  assert.deepEqual([notices, talk.subscription.phase], [['Something is odd.', 'No room.'], 'live']);
});

test('an open connection that answers nothing is replaced', async () => {
  const conversation = await joined();
  server.swallowed = 2;
  conversation.post('anybody?');
  const { socket } = server.last;
  clock.tick(20_000);
  await settle();
  assert.notEqual(server.last.socket, socket);
  assert.deepEqual([said(conversation), server.log.head], [['anybody?:stored'], 1]);
});

test('typers are the others, until their message, their leaving or as long as was said', async () => {
  const conversation = await joined();
  const typing = (username, expires = 5_000) => say({ type: 'typing', username, expires_in: expires });
  for (const name of ['Ann', 'Jane', 'Omar', 'Zoë']) typing(name);
  typing('Lee', 2_000);
  assert.deepEqual(conversation.typing, ['Jane', 'Omar', 'Zoë', 'Lee']);
  clock.tick(2_000);
  server.post({ username: 'Jane' });
  say({ type: 'presence', joined: [], left: ['Omar'], online_count: 2, online_users: ['Ann', 'Zoë'] });
  assert.deepEqual([conversation.typing, conversation.online], [['Zoë'], ['Ann', 'Zoë']]);
  clock.tick(3_000);
  assert.deepEqual(conversation.typing, []);
});

test('who goes on typing stays, and a lost connection ends it', async () => {
  const conversation = await joined();
  for (let sign = 0; sign < 5; sign += 1) {
    say({ type: 'typing', username: 'Jane', expires_in: 5_000 });
    clock.tick(3_000);
    assert.deepEqual(conversation.typing, ['Jane']);
  }
  server.cut();
  assert.deepEqual(conversation.typing, []);
});

test('our typing is told at most once in three seconds, a message in between or not', async () => {
  const conversation = await joined();
  const times = [];
  const { send } = server.last.socket;
  server.last.socket.send = function note(text) {
    if (JSON.parse(text).type === 'typing') times.push(clock.now());
    send.call(this, text);
  };
  for (let second = 0; second < 30; second += 1) {
    conversation.typed();
    if (second === 1) conversation.post('Hi');
    clock.tick(500);
  }
  assert.ok(times.length >= 4);
  assert.ok(times.slice(1).every((time, index) => time - times[index] >= 3_000 && time - times[index] < 5_000), times.join());
});

test('what is typed right after a message is told as soon as it may be, unless it is sent or left alone before', async () => {
  const conversation = await joined();
  let told = 0;
  const { send } = server.last.socket;
  server.last.socket.send = function note(text) {
    if (JSON.parse(text).type === 'typing') told += 1;
    send.call(this, text);
  };
  conversation.typed();
  conversation.post('Hi');
  conversation.typed();
  assert.equal(told, 1);
  clock.tick(3_200);
  assert.equal(told, 2);
  conversation.typed();
  clock.tick(3_200);
  assert.equal(told, 2);
  for (const end of [() => conversation.post('x'), () => conversation.rest()]) {
    told = 0;
    conversation.typed();
    conversation.post('Hi');
    conversation.typed();
    end();
    clock.tick(10_000);
    assert.equal(told, 1);
  }
});

test('what comes while nobody looks is counted and stands below the line; looking clears the count', async () => {
  const conversation = await joined();
  server.post({ content: 'seen' });
  conversation.watch(false);
  server.post({ content: 'new one' });
  server.post({ content: 'new two' });
  assert.equal(conversation.unread, 2);
  assert.deepEqual(conversation.rows().map(({ kind, content }) => content ?? kind), ['day', 'seen', 'new', 'new one', 'new two']);
  conversation.watch(true);
  assert.equal(conversation.unread, 0);
  assert.ok(conversation.rows().some(({ kind }) => kind === 'new'));
  conversation.post('answer');
  assert.equal(conversation.rows().some(({ kind }) => kind === 'new'), false);
});

test('what was missed while away is counted, but not what we said ourselves, and edits are nothing new', async () => {
  const conversation = await joined();
  server.post({ content: 'seen' });
  conversation.watch(false);
  server.cut();
  server.log.post({ content: 'missed' });
  server.log.post({ username: 'Ann', content: 'from the other tab' });
  server.log.edit(1, 'edited');
  await comeBack();
  assert.deepEqual([conversation.unread, said(conversation).length], [1, 3]);
});

test('the next visit opens with the line where this one stopped', async () => {
  fill(3);
  await joined();
  talk.close();
  server.log.post({ content: 'later' });
  const second = await joined();
  assert.deepEqual([second.behindLine, second.rows().findIndex(({ kind }) => kind === 'new')], [1, 4]);
});

test('in the background it goes on: what comes is unread, and new when one comes back', async () => {
  fill(3);
  const conversation = await joined();
  conversation.rest();
  server.post({ content: 'meanwhile' });
  assert.equal(conversation.unread, 1);
  conversation.enter();
  conversation.watch(true);
  assert.deepEqual([conversation.unread, conversation.rows().some(({ kind }) => kind === 'new')], [0, true]);
  conversation.rest();
  conversation.enter();
  assert.equal(conversation.rows().some(({ kind }) => kind === 'new'), false);
});

test('who left a room far up in it comes back to its end', async () => {
  fill(1_000);
  const conversation = await joined();
  while (!conversation.atStart) await conversation.older();
  conversation.follow(false, 1);
  conversation.rest();
  conversation.enter();
  await settle();
  assert.deepEqual([conversation.attached, conversation.rows().at(-1).seq], [true, 1_000]);
});

test('what is in the background is read again at its end, wherever its reader was', async () => {
  fill(300);
  const conversation = await joined();
  conversation.follow(false, 260);
  conversation.rest();
  server.cut();
  fill(700);
  await comeBack();
  assert.deepEqual([conversation.attached, conversation.rows().at(-1).seq], [true, 1_000]);
});

test('a reader far up is counted to and can jump to the latest', async () => {
  fill(1_000);
  const conversation = await joined();
  while (!conversation.atStart) await conversation.older();
  conversation.follow(false);
  server.post({ content: 'the newest' });
  assert.deepEqual([conversation.unread, conversation.attached], [1, false]);
  await conversation.latest();
  conversation.follow(true);
  assert.deepEqual([conversation.unread, conversation.rows().at(-1).content], [0, 'the newest']);
});

test('the line of the last visit is brought into the window from far away', async () => {
  fill(10);
  await joined();
  talk.close();
  fill(500);
  const conversation = await joined();
  assert.equal(conversation.behindLine, 500);
  assert.equal(conversation.rows().some(({ kind }) => kind === 'new'), false);
  await conversation.toLine();
  const rows = conversation.rows();
  assert.equal(rows[rows.findIndex(({ kind }) => kind === 'new') + 1].seq, 11);
});

test('only other people’s new messages are announced, and each once', async () => {
  fill(5);
  const conversation = await joined();
  const heard = follow(conversation, 'heard');
  const message = server.post({ content: 'from Jane' });
  say(message);
  server.publish(server.log.edit(6, 'edited'));
  conversation.post('from me');
  assert.deepEqual(heard.map(({ content }) => content), ['from Jane']);
});

test('the name is the one the server greets us with', async () => {
  const conversation = await joined({ me: 'Ann%20' });
  assert.equal(conversation.me, 'Ann ');
  conversation.post('Hello');
  assert.equal(conversation.rows().at(-1).mine, true);
});

test('a closed conversation leaves no timer, no subscription and no connection behind', async () => {
  const conversation = await joined();
  say({ type: 'typing', username: 'Jane' });
  server.swallowed = 1;
  conversation.post('x');
  talk.close();
  assert.deepEqual([clock.waiting, server.lines.length], [0, 0]);
});
