import assert from 'node:assert/strict';
import test from 'node:test';
import { readFrame } from '../../../../webroot/net/frames.js';
import { Journal } from '../../../../webroot/state/journal.js';
import { Timeline } from '../../../../webroot/state/timeline.js';
import { ServerLog } from '../support/chat-server.js';

/** 300 changes of every kind, as who stayed gets them and as who was away recovers them: in the end both know the same. */
const CHANGES = 300;

function drawing(seed) {
  let state = (seed * 2654435761 + 12345) >>> 0;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

function changeOf(log, below) {
  const seqs = log.shown.map(({ seq }) => seq);
  if (seqs.length < 5) return log.post().message;
  const seq = seqs[below(seqs.length)];
  const replies = log.living.filter(({ thread }) => thread);
  const ways = [
    () => log.post({ content: `said at ${log.head}` }).message,
    () => log.answer(seq),
    () => log.edit(seq, `edited at ${log.head}`),
    () => log.remove(seq),
    () => log.react(seq, ['👍', '🎉'][below(2)], ['Jane', 'Omar', 'Ann'][below(3)]),
    () => log.pin(seq, ['add', 'remove'][below(2)]),
    () => log.reply(seq),
    () => (replies.length > 0 ? log.remove(replies[below(replies.length)].seq) : log.reply(seq)),
  ];
  return ways[below(ways.length)]();
}

function heard(wire) {
  return readFrame(JSON.stringify({ room_id: 'room', ...wire })).message;
}

function timelineOf(log) {
  const timeline = new Timeline({ journal: new Journal({ limit: 1_000 }) });
  timeline.begin(log.head);
  timeline.reset(log.shown.map(heard), { older: false, newer: false, covered: log.head });
  return timeline;
}

/** Apart from how far a first message has come by its replies, which is no change of its own. */
function stateOf(timeline) {
  return timeline.messages.map(({ position, ...message }) => message);
}

for (const seed of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]) {
  test(`after ${CHANGES} mixed changes, who stayed, who comes back and who comes anew see the same: seed ${seed}`, () => {
    const below = drawing(seed);
    const log = new ServerLog();
    for (let count = 0; count < 20; count += 1) log.post();
    const stayed = timelineOf(log);
    const away = timelineOf(log);
    const since = log.head;
    const kinds = new Set();
    for (let count = 0; count < CHANGES; count += 1) {
      const frame = structuredClone(changeOf(log, below));
      kinds.add(frame.type);
      stayed.apply(heard(frame));
    }
    for (const message of log.since(since)) away.apply(heard(message));
    away.reached(log.head);
    assert.deepEqual([...kinds].sort(), ['message', 'message_delete', 'message_edit', 'pin', 'reaction']);
    assert.deepEqual(stateOf(stayed), stateOf(away));
    assert.deepEqual(stateOf(stayed), stateOf(timelineOf(log)));
    assert.ok(stayed.messages.some(({ replies, reactions }) => replies || reactions.length > 0));
  });
}
