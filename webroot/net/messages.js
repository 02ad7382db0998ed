import { readExtras, readPin, readReactions, readThread } from './extras.js';
import { isObject, isPosition, isText } from './values.js';

/** A place in a room's log: a message or a notice, with the same shape on the socket and in the history. */
export function isEntry(value) {
  return isMessage(value) || isNotice(value);
}

export function readEntry(value) {
  return isNotice(value) ? readNotice(value) : readMessage(value);
}

export function isMessage(value) {
  return hasPlace(value) && isText(value.content)
    && (value.changed_seq === undefined || (isPosition(value.changed_seq) && value.changed_seq > value.seq));
}

/** `seq` is its place in the room for ever, `position` that of its latest change in the room's log. */
export function readMessage(value) {
  const { id, seq, changed_seq: changed, username, content, timestamp, nonce, edited_at: editedAt, deleted_at: deletedAt } = value;
  return Object.freeze({
    id, seq, username, content,
    position: changed ?? seq,
    at: Date.parse(timestamp) || 0,
    nonce: isText(nonce) ? nonce : null,
    deleted: isText(deletedAt),
    edited: Date.parse(editedAt) || null,
    ...readExtras(value),
  });
}

export function isDeletion({ id, seq, changed_seq: changed }) {
  return isText(id) && isPosition(seq) && isPosition(changed) && changed > seq;
}

/** What a deletion leaves of a message: its place, and the thread if it was a reply. */
export function readDeletion({ id, seq, changed_seq: changed, thread }) {
  return Object.freeze({
    id, seq, username: '', content: '', position: changed, at: 0, nonce: null, deleted: true, edited: null, ...readExtras({}), thread: readThread(thread),
  });
}

/** A change of a part of a message, of which nothing else is told: reactions or the pin, as they are after it. */
export function isPatch({ id, changed_seq: changed }) {
  return isText(id) && isPosition(changed);
}

export function readReaction({ id, changed_seq: changed, counts }) {
  return patch(id, changed, { reactions: readReactions(counts) });
}

export function readPinning({ id, changed_seq: changed, op, ...pin }) {
  return patch(id, changed, { pinned: op === 'add' ? readPin(pin) : null });
}

/** How many replies a thread has since one of them came, changed or went: a change of its first message. */
export function summaryOf({ position, thread: { id, count, lastAt } }) {
  return patch(id, position, { replies: count > 0 ? Object.freeze({ count, lastAt }) : null });
}

function patch(id, position, fields) {
  return Object.freeze({ id, position, fields: Object.freeze(fields) });
}

/** A message, or an earlier patch of it, after a patch. */
export function patched(before, { position, fields }) {
  if (before.fields) return patch(before.id, position, { ...before.fields, ...fields });
  return Object.freeze({ ...before, ...fields, position });
}

/** What happened to the room or to who belongs to it, told in its log. */
export function isNotice(value) {
  return hasPlace(value) && isText(value.event);
}

/** `subject` is whom it happened to, `value` what came of it; each null where there is none. */
export function readNotice({ id, seq, username, event, subject, value, timestamp }) {
  return Object.freeze({
    id, seq, username,
    content: '',
    position: seq,
    at: Date.parse(timestamp) || 0,
    nonce: null,
    deleted: false,
    notice: Object.freeze({ event, subject: isText(subject) ? subject : null, value: isText(value) ? value : null }),
  });
}

function hasPlace(value) {
  return isObject(value) && isText(value.id) && isPosition(value.seq) && value.seq > 0 && isText(value.username) && isText(value.timestamp);
}
