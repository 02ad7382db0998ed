import { startOfDay } from './dates.js';

const GROUP = 5 * 60_000;
const NONE = Object.freeze([]);

/**
 * What stands in the conversation, top to bottom: `{kind: 'day' | 'new' | 'notice' | 'message', key, …}`. A message row leads
 * when it opens a group: another person, another day, five minutes, an answer, or a notice or the "new" line above it. Keys outlive the acknowledgement,
 * so the dimmed message on the screen becomes the stored one without a flicker.
 */
export function buildRows({ messages, pending = [], line = null, me, atStart = false }) {
  const rows = [];
  let group = null;
  let day = -Infinity;
  for (const entry of inOrder(messages, pending, me, atStart)) {
    // Days only go forward: a message pending on a machine whose clock is slow doesn't bring yesterday back.
    if (startOfDay(entry.at) > day) {
      day = startOfDay(entry.at);
      rows.push({ kind: 'day', key: `day:${day}`, at: entry.at });
      group = null;
    }
    if (line !== null && opensNew(entry, line, messages, rows)) {
      rows.push({ kind: 'new', key: 'new' });
      group = null;
    }
    if (entry.notice) {
      rows.push(entry);
      group = null;
      continue;
    }
    const leads = group === null || Boolean(entry.quote) || group.username !== entry.username || entry.at - group.at >= GROUP;
    if (leads) group = { username: entry.username, at: entry.at };
    rows.push({ kind: 'message', leads, ...entry });
  }
  return rows;
}

/** Pending messages stand at the end; failed ones keep the place at which they failed. */
function inOrder(messages, pending, me, atStart) {
  const oldest = messages[0]?.seq ?? 0;
  const newest = messages.at(-1)?.seq ?? 0;
  const stays = (entry) => entry.status === 'failed' && entry.after !== null && entry.after < newest;
  const failed = pending.filter((entry) => stays(entry) && (atStart || entry.after >= oldest));
  const entries = [];
  for (const message of messages) {
    while (failed.length > 0 && failed[0].after < message.seq) entries.push(ofPending(failed.shift(), me));
    entries.push(message.notice ? ofNotice(message) : ofMessage(message, me));
  }
  return entries.concat(pending.filter((entry) => !stays(entry)).map((entry) => ofPending(entry, me)));
}

function ofMessage(message, me) {
  const { id, seq, username, content, at, nonce, edited, quote, thread, replies, reactions, pinned, mentions, files } = message;
  const mine = username === me;
  const key = mine && nonce ? `mine:${nonce}` : `seq:${seq}`;
  const extras = { edited, quote, thread, replies, reactions, pinned, mentions, files };
  return { key, id, seq, username, content, at, mine, status: 'stored', nonce, reason: null, ...extras };
}

function ofNotice({ id, seq, username, at, notice }) {
  return { kind: 'notice', key: `seq:${seq}`, id, seq, username, at, notice };
}

function ofPending({ nonce, content, attached, at, status, reason }, me) {
  const extras = { edited: null, replies: null, reactions: NONE, pinned: null, mentions: NONE, ...attached };
  return { key: `mine:${nonce}`, id: null, seq: null, username: me, content, at, mine: true, status, nonce, reason, ...extras };
}

/** Only where the message before the line is known too: a line that moves when older pages load would lie. */
function opensNew(entry, line, messages, rows) {
  if (entry.seq === null || entry.seq <= line || messages[0].seq > line + 1) return false;
  return !rows.some(({ kind }) => kind === 'new');
}
