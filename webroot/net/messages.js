/** A message has the same shape on the socket and in the history. */
export function isMessage(value) {
  return isObject(value) && isText(value.id) && isPosition(value.seq) && value.seq > 0
    && isText(value.username) && isText(value.content) && isText(value.timestamp)
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

export function isPosition(value) {
  return Number.isSafeInteger(value) && value >= 0;
}

export function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isText(value) {
  return typeof value === 'string';
}
