import assert from 'node:assert/strict';
import test from 'node:test';
import { readFrame, messageFrame } from '../../../../webroot/net/frames.js';
import { Journal } from '../../../../webroot/state/journal.js';
import { Timeline } from '../../../../webroot/state/timeline.js';
import { ChatServer } from '../support/chat-server.js';
import { FakeClock, settle } from '../support/clock.js';
import { changed, message, messages } from '../support/room-log.js';
import { converse } from '../support/talk.js';

const heard = (frame) => readFrame(JSON.stringify({ room_id: 'room', ...frame }))?.message;
const reaction = (id, position, count) => heard({ type: 'reaction', id, changed_seq: position, emoji: '👍', op: 'add', username: 'Omar', counts: [{ emoji: '👍', count, people: ['Omar'] }] });

function timelineOf(count) {
  const timeline = new Timeline({ journal: new Journal() });
  timeline.begin(count);
  timeline.reset(messages(1, count), { older: false, newer: false, covered: count });
  return timeline;
}

test('a reaction, a pin and a deletion are read; what lacks its place is not understood', () => {
  assert.deepEqual(reaction('id-3', 11, 2).fields.reactions, [{ emoji: '👍', count: 2, people: ['Omar'] }]);
  const pin = { type: 'pin', id: 'id-3', changed_seq: 12, op: 'add', username: 'Jane', timestamp: '2026-03-03T10:00:00.000Z' };
  assert.deepEqual(heard(pin).fields, { pinned: { by: 'Jane', at: Date.UTC(2026, 2, 3, 10) } });
  assert.deepEqual(heard({ ...pin, op: 'remove' }).fields, { pinned: null });
  assert.equal(heard({ type: 'message_delete', id: 'id-3', seq: 3, changed_seq: 13, by: 'Jane' }).deleted, true);
  assert.equal(heard({ ...pin, changed_seq: undefined }), undefined);
  assert.equal(heard({ type: 'message_delete', id: 'id-3', seq: 3, changed_seq: 3 }), undefined);
});

test('a reaction that came while a page was under way stands on the page’s message, once and not over a later state', () => {
  const timeline = new Timeline({ journal: new Journal() });
  timeline.begin(10);
  timeline.apply(reaction('id-3', 11, 1));
  timeline.apply(heard({ type: 'pin', id: 'id-3', changed_seq: 12, op: 'add', username: 'Jane', timestamp: 'x' }));
  timeline.reset(messages(1, 5), { older: false, newer: false, covered: 10 });
  const third = () => timeline.messages.find(({ id }) => id === 'id-3');
  assert.deepEqual([third().reactions.length, third().pinned.by, third().position], [1, 'Jane', 12]);
  timeline.reset([changed(3, 13, { content: 'later' })], { older: false, newer: false, covered: 13 });
  assert.deepEqual([third().content, third().reactions.length], ['later', 0]);
  assert.equal(timeline.apply(reaction('id-3', 12, 1)), 'known');
});

test('replies stand in their thread; the first message says how many', () => {
  const timeline = timelineOf(3);
  const reply = { ...message(4), thread: { id: 'id-2', count: 1, lastAt: 5 } };
  assert.equal(timeline.apply(reply), 'changed');
  assert.deepEqual(timeline.messages.map(({ id }) => id), ['id-1', 'id-2', 'id-3']);
  assert.deepEqual(timeline.messages[1].replies, { count: 1, lastAt: 5 });
  assert.equal(timeline.apply(heard({ type: 'message_delete', id: 'id-4', seq: 4, changed_seq: 5, by: 'Jane', thread: { id: 'id-2', count: 0 } })), 'changed');
  assert.equal(timeline.messages[1].replies, null);
  assert.equal(timeline.head, 3, 'a reply is nothing new in the room');
});

test('what was deleted is not quoted any more, on what stands here and on what comes with the next page', () => {
  const quote = { id: 'id-1', seq: 1, username: 'Jane', content: 'message 1' };
  const timeline = timelineOf(1);
  timeline.apply(message(2, { quote }));
  timeline.apply(heard({ type: 'message_delete', id: 'id-1', seq: 1, changed_seq: 3, by: 'Jane' }));
  assert.deepEqual(timeline.messages.map((one) => one.quote.content), ['']);
  timeline.reset([message(2, { quote })], { older: false, newer: false, covered: 2 });
  assert.deepEqual(timeline.messages.map((one) => one.quote.content), ['']);
});

test('what is answered, the thread and the files go with a message, also after a reload', async () => {
  const server = new ChatServer();
  const drawer = (await import('../support/memory-store.js')).MemoryStore;
  const kept = new drawer();
  const { conversation, close } = converse({ WebSocket: server.WebSocket, api: server, clock: new FakeClock(), drawer: kept });
  const quote = { id: 'id-1', seq: 1, username: 'Jane', content: 'message 1' };
  conversation.post('an answer', { quote, thread: 'id-1' });
  close();
  const again = converse({ WebSocket: server.WebSocket, api: server, clock: new FakeClock(), drawer: kept });
  assert.deepEqual(again.conversation.rows().filter(({ kind }) => kind === 'message'), [], 'it stands in its thread');
  assert.deepEqual(again.conversation.rowsOf('id-1', []).filter(({ kind }) => kind === 'message').map((row) => [row.content, row.quote, row.status]), [['an answer', quote, 'queued']]);
  await settle();
  again.close();
});

test('frames that say nothing of quotes, threads and files are as they always were', () => {
  assert.equal(messageFrame('room', 'Hello', 'n1'), '{"type":"message","room_id":"room","content":"Hello","nonce":"n1"}');
  assert.deepEqual(JSON.parse(messageFrame('room', 'Hello', 'n1', { quote: 'a', thread: 'b', files: ['c'] })),
    { type: 'message', room_id: 'room', content: 'Hello', nonce: 'n1', quote: 'a', thread: 'b', files: ['c'] });
});
