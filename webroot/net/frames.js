/** The plain protocol on `/ws/chat/{room}`: encoding what we say, checking what we hear. */
export function messageFrame(content, nonce) {
  return JSON.stringify({ type: 'message', content, nonce });
}

export function typingFrame() {
  return JSON.stringify({ type: 'typing', content: 'typing' });
}

const READERS = {
  message: (frame) => (isMessage(frame) ? { type: 'message', message: readMessage(frame) } : null),
  join: readPresence,
  leave: readPresence,
  typing: (frame) => (isText(frame.username) ? { type: 'typing', username: frame.username } : null),
  error: readError,
};

/** A frame in the page's own words, or null for what isn't understood: unknown types and fields are for later clients. */
export function readFrame(text) {
  const frame = parse(text);
  if (frame === null || !Object.hasOwn(READERS, frame.type)) return null;
  return READERS[frame.type](frame);
}

/** Also used for history pages: the same message has the same shape over REST. */
export function isMessage(value) {
  return isObject(value) && isText(value.id) && Number.isSafeInteger(value.seq) && value.seq > 0
    && isText(value.username) && isText(value.content) && isText(value.timestamp);
}

export function readMessage({ id, seq, username, content, timestamp, nonce }) {
  return Object.freeze({
    id, seq, username, content,
    at: Date.parse(timestamp) || 0,
    nonce: isText(nonce) ? nonce : null,
  });
}

function readPresence({ type, username, online_users: online }) {
  if (!isText(username) || !Array.isArray(online)) return null;
  return { type, username, online: online.filter(isText) };
}

function readError({ code, message, retryable, nonce }) {
  return {
    type: 'error',
    code: isText(code) ? code : 'unknown',
    message: isText(message) ? message : '',
    retryable: retryable === true,
    nonce: isText(nonce) ? nonce : null,
  };
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

function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value) {
  return typeof value === 'string';
}
