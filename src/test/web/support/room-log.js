import { Problem } from '../../../../webroot/net/requests.js';
import { readMessage } from '../../../../webroot/net/messages.js';

const START = Date.UTC(2026, 2, 3, 9, 0, 0);

export function wireMessage(seq, { username = 'Jane', content = `message ${seq}`, nonce, quote } = {}) {
  const timestamp = new Date(START + seq * 1000).toISOString();
  return { type: 'message', id: `id-${seq}`, room_id: 'room', seq, username, content, timestamp, ...(nonce ? { nonce } : {}), ...(quote ? { quote } : {}) };
}

export function message(seq, fields) {
  return readMessage(wireMessage(seq, fields));
}

/** A message as a later change left it. */
export function changed(seq, position, { deleted = false, ...fields } = {}) {
  return readMessage({ ...wireMessage(seq, fields), changed_seq: position, ...(deleted ? { content: '', deleted_at: 'x' } : {}) });
}

export function messages(from, to, fields) {
  return Array.from({ length: to - from + 1 }, (_, index) => message(from + index, fields));
}

export function seqs(list) {
  return list.map(({ seq }) => seq);
}

/** A room's log behind the REST side: pages as the server gives them, failures as a test wants them. */
export class FakeLog {
  log;
  asked = [];
  failures = [];
  gates = [];
  /** A server that answers although the page has given up. */
  deaf = false;

  constructor(size = 0) {
    this.log = messages(1, size);
  }

  append(fields) {
    const made = message((this.log.at(-1)?.seq ?? 0) + 1, fields);
    this.log.push(made);
    return made;
  }

  /** The next page waits until the returned function is called; what it holds is decided when it is asked for. */
  hold() {
    let open;
    this.gates.push(new Promise((done) => { open = done; }));
    return open;
  }

  async messages(roomId, where = {}, signal = undefined) {
    this.asked.push(where);
    const failure = this.failures.shift();
    const page = this.#page(where);
    await this.gates.shift();
    if (signal?.aborted && !this.deaf) throw signal.reason;
    if (failure) throw failure instanceof Error ? failure : new Problem(failure, 'broken', 'It is broken.');
    return page;
  }

  #page({ before, after, around, limit = 50 }) {
    const all = this.log;
    let from = Math.max(0, all.length - limit);
    let to = all.length;
    if (before !== undefined) {
      to = all.findLastIndex(({ seq }) => seq < before) + 1;
      from = Math.max(0, to - limit);
    } else if (after !== undefined) {
      from = all.findIndex(({ seq }) => seq > after);
      from = from < 0 ? all.length : from;
      to = Math.min(all.length, from + limit);
    } else if (around !== undefined) {
      from = Math.max(0, all.findIndex(({ seq }) => seq >= around) - Math.floor(limit / 2));
      to = Math.min(all.length, from + limit);
    }
    return { messages: all.slice(from, to), older: from > 0, newer: to < all.length };
  }
}
