import { readLinks } from './links.js';

const PATIENCE = 15_000;

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

  /** Whoever asks isn't signed in, or no longer. */
  get signedOut() {
    return this.status === 401 && this.code === 'not_signed_in';
  }

  /** The server knows who asks, and says no. */
  get refused() {
    return this.status === 403;
  }
}

/**
 * Requests to the server. Every method rejects with a `Problem`, or with an `AbortError` when its signal says so.
 * `signed-out` says that the server doesn't know any more who asks.
 */
export class Requests extends EventTarget {
  #fetch;

  constructor({ fetch }) {
    super();
    this.#fetch = fetch;
  }

  async get(path, signal = undefined) {
    return readJson(await this.ask(path, { signal }));
  }

  /** Sends `body` as JSON; answers what comes back, null for an answer without a body. */
  async send(method, path, body = undefined) {
    const json = body === undefined ? {} : { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
    const response = await this.ask(path, { method, ...json });
    return response.status === 204 || response.status === 205 ? null : readJson(response);
  }

  /** One page of a list: its items, and the path of the next page or null. */
  async page(path, signal = undefined) {
    const response = await this.ask(path, { signal });
    const items = await readJson(response);
    return { items: Array.isArray(items) ? items : [], next: readLinks(response.headers.get('Link')).get('next') ?? null };
  }

  /** All items of a list, read page by page, at most so many pages. */
  async all(path, pages, signal = undefined) {
    const all = [];
    for (let page = 0, next = path; next && page < pages; page += 1) {
      const found = await this.page(next, signal);
      all.push(...found.items);
      next = found.next;
    }
    return all;
  }

  async ask(path, { signal, headers, patience = PATIENCE, ...options }) {
    const limit = AbortSignal.timeout(patience);
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
    if (response.ok) return response;
    const problem = await problemOf(response);
    if (problem.signedOut) this.dispatchEvent(new CustomEvent('signed-out'));
    throw problem;
  }
}

/** A body that breaks off or isn't JSON counts as no answer: asking again may help. */
export async function readJson(response) {
  try {
    return await response.json();
  } catch (failure) {
    if (failure?.name === 'AbortError') throw failure;
    throw new Problem(0, 'unreachable', 'The server’s answer can’t be read.');
  }
}

/** A path from its parts, each of which may be anything. */
export function pathOf(...parts) {
  return `/api/chat/${parts.map(encodeURIComponent).join('/')}`;
}

/** A query of what is given: null, undefined and empty values are left out. */
export function queryOf(values) {
  const given = Object.entries(values).filter(([, value]) => value !== null && value !== undefined && value !== '');
  return given.length > 0 ? `?${new URLSearchParams(given)}` : '';
}

async function problemOf(response) {
  const body = await response.json().catch(() => ({}));
  const sentence = body?.detail ?? body?.title ?? `The server answered ${response.status}.`;
  const seconds = Number(response.headers.get('Retry-After'));
  return new Problem(response.status, body?.code ?? 'unknown', sentence, seconds > 0 ? seconds * 1_000 : null);
}
