import { isDeletion, isMessage, isNotice, isPatch, readDeletion, readMessage, readNotice, readPinning, readReaction } from './messages.js';
import { isObject, isPosition, isText } from './values.js';

/** The full protocol on `/ws/chat`: what we say. Without a `since` there is nothing to recover, and the log may be any. */
export function subscribeFrame(roomId, since = null, epoch = null) {
  return JSON.stringify({
    type: 'subscribe',
    room_id: roomId,
    ...(since === null ? {} : { since }),
    ...(since === null || epoch === null ? {} : { epoch }),
  });
}

export function unsubscribeFrame(roomId) {
  return JSON.stringify({ type: 'unsubscribe', room_id: roomId });
}

/** `quote` and `thread` are ids of messages, `files` ids of what was uploaded. */
export function messageFrame(roomId, content, nonce, { quote = null, thread = null, files = [] } = {}) {
  return JSON.stringify({
    type: 'message', room_id: roomId, content, nonce,
    ...(quote === null ? {} : { quote }),
    ...(thread === null ? {} : { thread }),
    ...(files.length === 0 ? {} : { files }),
  });
}

export function typingFrame(roomId) {
  return JSON.stringify({ type: 'typing', room_id: roomId });
}

/** Whether one is turned to this page: online or away. */
export function presenceFrame(status) {
  return JSON.stringify({ type: 'presence', status });
}

export function pingFrame() {
  return JSON.stringify({ type: 'ping' });
}

const READERS = {
  hello: readHello,
  subscribed: readSubscribed,
  message: (frame) => (isMessage(frame) ? { type: 'message', message: readMessage(frame) } : null),
  message_edit: (frame) => (isMessage(frame) ? { type: 'message_edit', message: readMessage(frame) } : null),
  message_delete: (frame) => (isDeletion(frame) ? { type: 'message_delete', message: readDeletion(frame) } : null),
  reaction: (frame) => (isPatch(frame) ? { type: 'reaction', message: readReaction(frame) } : null),
  pin: (frame) => (isPatch(frame) ? { type: 'pin', message: readPinning(frame) } : null),
  // A notice takes a place in the log like a message.
  notice: (frame) => (isNotice(frame) ? { type: 'notice', message: readNotice(frame) } : null),
  member: ({ role }) => ({ type: 'member', role: textOr(role, null) }),
  draft: readDraft,
  thread_follow: (frame) => readThread(frame) && { type: 'thread_follow', ...readThread(frame), following: frame.following === true },
  thread_read: (frame) => readThread(frame) && { type: 'thread_read', ...readThread(frame) },
  receipt: ({ username, seq }) => (isText(username) && isPosition(seq) ? { type: 'receipt', username, seq } : null),
  caught_up: ({ to }) => (isPosition(to) ? { type: 'caught_up', to } : null),
  ack: readAck,
  typing: readTyping,
  presence: readPresence,
  unsubscribed: ({ code }) => ({ type: 'unsubscribed', code: textOr(code, null) }),
  pong: ({ heads }) => ({ type: 'pong', heads: readHeads(heads) }),
  error: readError,
};

const ROOMLESS = new Set(['hello', 'pong', 'error']);

/**
 * A frame in the page's own words, or null for what isn't understood: unknown types and fields are for later clients.
 * `roomId` is null where a frame is about no room; only the first and the last two types of this table may be.
 */
export function readFrame(text) {
  const frame = parse(text);
  if (frame === null || !Object.hasOwn(READERS, frame.type)) return null;
  if (!isText(frame.room_id) && !ROOMLESS.has(frame.type)) return null;
  const read = READERS[frame.type](frame);
  return read && { roomId: textOr(frame.room_id, null), ...read };
}

function readHello({ user, heartbeat_interval: interval, limits }) {
  if (!isObject(user) || !isText(user.username)) return null;
  const subscriptions = isObject(limits) && isPosition(limits.subscriptions) ? limits.subscriptions : 0;
  return { type: 'hello', username: user.username, personId: textOr(user.id, null), heartbeat: interval > 0 ? interval : null, subscriptions };
}

function readSubscribed({ epoch, recovered, from, to, online_users: online }) {
  if (!isText(epoch) || !isPosition(from) || !isPosition(to)) return null;
  return { type: 'subscribed', epoch, recovered: recovered === true, from, to, online: namesIn(online) };
}

function readAck({ nonce, seq }) {
  return isText(nonce) && isPosition(seq) ? { type: 'ack', nonce, seq } : null;
}

function readTyping({ username, expires_in: expiresIn }) {
  if (!isText(username)) return null;
  return { type: 'typing', username, expiresIn: expiresIn > 0 ? expiresIn : null };
}

/** `online` is null where only the change is told. */
function readPresence({ joined, left, online_count: count, online_users: online }) {
  return {
    type: 'presence',
    joined: namesIn(joined),
    left: namesIn(left),
    count: isPosition(count) ? count : null,
    online: Array.isArray(online) ? namesIn(online) : null,
  };
}

/** How far one has read in a thread that one follows. */
function readThread({ thread, read_seq: readSeq, unread }) {
  return isText(thread) && isPosition(readSeq) && isPosition(unread) ? { threadId: thread, readSeq, unread } : null;
}

/** What one has begun to write on another device; `threadId` is null in the room itself. */
function readDraft({ thread, content, quote, at, version }) {
  if (!isText(content) || !Number.isSafeInteger(version)) return null;
  return { type: 'draft', threadId: textOr(thread, null), content, quoteId: textOr(quote, null), at: Date.parse(at), version };
}

function readHeads(heads) {
  return new Map(Object.entries(isObject(heads) ? heads : {}).filter(([, head]) => isPosition(head)));
}

/** `retryAfter` is in milliseconds, like every time in the page. */
function readError({ code, message, retryable, retry_after: retryAfter, nonce }) {
  return {
    type: 'error',
    code: textOr(code, 'unknown'),
    message: textOr(message, ''),
    retryable: retryable === true,
    retryAfter: retryAfter > 0 ? Math.ceil(retryAfter * 1_000) : null,
    nonce: textOr(nonce, null),
  };
}

function namesIn(list) {
  return Array.isArray(list) ? list.filter(isText) : [];
}

function textOr(value, otherwise) {
  return isText(value) ? value : otherwise;
}

function parse(text) {
  if (typeof text !== 'string') return null;
  try {
    const value = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}
