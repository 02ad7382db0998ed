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
export function readMessage({ id, seq, changed_seq: changed, username, content, timestamp, nonce, deleted_at: deletedAt }) {
  return Object.freeze({
    id, seq, username, content,
    position: changed ?? seq,
    at: Date.parse(timestamp) || 0,
    nonce: isText(nonce) ? nonce : null,
    deleted: isText(deletedAt),
  });
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

export function isPosition(value) {
  return Number.isSafeInteger(value) && value >= 0;
}

export function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isText(value) {
  return typeof value === 'string';
}
