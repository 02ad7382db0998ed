import { isObject, isPosition, isText } from './values.js';

const NONE = Object.freeze([]);

/** What stands at a message besides its text: null or an empty list where there is nothing. */
export function readExtras({ quote, thread, replies, reactions, pinned, mentions, files }) {
  return {
    quote: readQuote(quote),
    thread: readThread(thread),
    replies: readReplies(replies),
    reactions: readReactions(reactions),
    pinned: readPin(pinned),
    mentions: readList(mentions, readMention),
    files: readList(files, readFile),
  };
}

/** What is answered. Its content is empty once that was deleted. */
function readQuote(quote) {
  if (!isObject(quote) || !isText(quote.id) || !isPosition(quote.seq) || !isText(quote.username)) return null;
  return Object.freeze({ id: quote.id, seq: quote.seq, username: quote.username, content: isText(quote.content) ? quote.content : '' });
}

/** The thread of a reply: its first message, and how many replies there are after this change. */
export function readThread(thread) {
  if (!isObject(thread) || !isText(thread.id)) return null;
  return Object.freeze({ id: thread.id, ...summaryOf(thread) });
}

/** Of a thread's first message; null where nobody has replied. */
function readReplies(replies) {
  return isObject(replies) && replies.count > 0 ? Object.freeze(summaryOf(replies)) : null;
}

function summaryOf({ count, last_at: lastAt }) {
  return { count: isPosition(count) ? count : 0, lastAt: Date.parse(lastAt) || null };
}

/** By emoji, in the order in which they came; `people` are the first who reacted. */
export function readReactions(reactions) {
  return readList(reactions, ({ emoji, count, people }) => (isText(emoji) && count > 0
    ? Object.freeze({ emoji, count, people: Object.freeze((Array.isArray(people) ? people : []).filter(isText)) })
    : null));
}

export function readPin(pin) {
  return isObject(pin) && isText(pin.username) ? Object.freeze({ by: pin.username, at: Date.parse(pin.timestamp) || 0 }) : null;
}

/** `username` is null for @here and @room; start and length are in UTF-16 units of the content. */
function readMention({ kind, user_id: personId, username, start, length }) {
  if (!isText(kind) || !isPosition(start) || !isPosition(length)) return null;
  return Object.freeze({ kind, personId: isText(personId) ? personId : null, username: isText(username) ? username : null, start, length });
}

/** Width and height are null where the file is no image. */
function readFile({ id, name, type, size, width, height, thumbnail }) {
  if (!isText(id) || !isText(name)) return null;
  return Object.freeze({
    id, name,
    type: isText(type) ? type : 'application/octet-stream',
    size: isPosition(size) ? size : 0,
    width: width > 0 ? width : null,
    height: height > 0 ? height : null,
    thumbnail: thumbnail === true,
  });
}

function readList(list, read) {
  if (!Array.isArray(list) || list.length === 0) return NONE;
  return Object.freeze(list.filter(isObject).map(read).filter(Boolean));
}
