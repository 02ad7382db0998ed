import { isMessage, readMessage } from './messages.js';
import { readLinks } from './links.js';

const PATIENCE = 15_000;
const ROOM_PAGES = 20;

/** An answer that isn't the wished-for one. `status` 0 means that no answer came at all; `retryAfter` is in ms, or null. */
export class Problem extends Error {
  constructor(status, code, detail, retryAfter = null) {
    super(detail);
    this.name = 'Problem';
    this.status = status;
    this.code = code;
    this.retryAfter = retryAfter;
  }

  get gone() {
    return this.status === 404;
  }
}

/** The REST side of the server. Every method rejects with a `Problem`, or with an `AbortError` when its signal says so. */
export class Api {
  #fetch;

  constructor({ fetch }) {
    this.#fetch = fetch;
  }

  /** All rooms, newest first, read page by page. */
  async rooms(signal) {
    const rooms = [];
    let path = '/api/chat/rooms';
    for (let page = 0; path && page < ROOM_PAGES; page += 1) {
      const response = await this.#ask(path, { signal });
      rooms.push(...(await readJson(response)).map(readRoom));
      path = readLinks(response.headers.get('Link')).get('next');
    }
    return rooms;
  }

  async room(id, signal) {
    return readRoom(await readJson(await this.#ask(roomPath(id), { signal })));
  }

  async createRoom(name) {
    const headers = { 'Content-Type': 'application/json' };
    const body = JSON.stringify({ name });
    return readRoom(await readJson(await this.#ask('/api/chat/rooms', { method: 'POST', headers, body })));
  }

  async deleteRoom(id) {
    await this.#ask(roomPath(id), { method: 'DELETE' });
  }

  /** The names of all who are in a room. */
  async online(roomId) {
    const { online_users: names } = await readJson(await this.#ask(`${roomPath(roomId)}/online`, {}));
    return Array.isArray(names) ? names : [];
  }

  /** One page in chronological order. `where` is one of before, after, around (a seq); without it the newest page. */
  async messages(roomId, where = {}, signal = undefined) {
    const query = new URLSearchParams(where);
    const response = await this.#ask(`${roomPath(roomId)}/messages?${query}`, { signal });
    const links = readLinks(response.headers.get('Link'));
    const messages = (await readJson(response)).filter(isMessage).map(readMessage);
    return { messages, older: links.has('prev'), newer: links.has('next') };
  }

  async #ask(path, { signal, headers, ...options }) {
    const limit = AbortSignal.timeout(PATIENCE);
    let response;
    try {
      response = await this.#fetch(path, {
        ...options,
        headers: { Accept: 'application/json, application/problem+json', ...headers },
        signal: signal ? AbortSignal.any([signal, limit]) : limit,
      });
    } catch (failure) {
      if (signal?.aborted) throw failure;
      throw new Problem(0, 'unreachable', 'The server can’t be reached.');
    }
    if (!response.ok) throw await problemOf(response);
    return response;
  }
}

function roomPath(id) {
  return `/api/chat/rooms/${encodeURIComponent(id)}`;
}

function readRoom({ id, name, created_at: createdAt, epoch }) {
  return Object.freeze({ id, name, createdAt: Date.parse(createdAt) || 0, epoch: typeof epoch === 'string' ? epoch : null });
}

/** A body that breaks off or isn't JSON counts as no answer: asking again may help. */
async function readJson(response) {
  try {
    return await response.json();
  } catch (failure) {
    if (failure?.name === 'AbortError') throw failure;
    throw new Problem(0, 'unreachable', 'The server’s answer can’t be read.');
  }
}

async function problemOf(response) {
  const body = await response.json().catch(() => ({}));
  const sentence = body?.detail ?? body?.title ?? `The server answered ${response.status}.`;
  const seconds = Number(response.headers.get('Retry-After'));
  return new Problem(response.status, body?.code ?? 'unknown', sentence, seconds > 0 ? seconds * 1_000 : null);
}
