import { patched, summaryOf } from '../net/messages.js';
import { Journal } from './journal.js';

const WINDOW = 400;

/**
 * The part of a room's messages that is in memory: one piece in the order of `seq`, never more than `limit` messages.
 * Changes come from the subscription, each once and in the order of the log; pages come from the history at any time, and
 * `covered` is the position up to which a page is certain to know the log. Whichever is older yields to the other.
 * Replies in threads stand elsewhere: here they only change what their first message says of them.
 * Attached means that the piece reaches the living end; a reader far up in the history is detached from it.
 */
export class Timeline {
  #limit;
  #journal;
  #messages = [];
  #first = 1;
  #last = 0;
  #head = 0;
  #covered = 0;
  #doubt = null;
  #atStart = false;
  #attached = false;
  #loaded = false;
  #stale = false;

  constructor({ limit = WINDOW, journal = new Journal() } = {}) {
    this.#limit = limit;
    this.#journal = journal;
  }

  get messages() { return this.#messages; }
  /** The seqs at which the window begins and ends, also if the messages themselves were deleted. */
  get first() { return this.#first; }
  get last() { return this.#last; }
  /** The highest seq of a message ever heard of, in the window or not. */
  get head() { return this.#head; }
  /** Up to where changes have come, null before the subscription. */
  get position() { return this.#journal.position; }
  /** How far the log is known to have come: a page asked for now covers at least that. */
  get known() { return Math.max(this.#covered, this.position ?? 0); }
  get atStart() { return this.#atStart; }
  get attached() { return this.#attached; }
  get loaded() { return this.#loaded; }
  /** The log has gone on without us, and the window waits for a page of it. */
  get stale() { return this.#stale; }
  /** Where a page ended whose successors may be missing: the changes from here on are needed once more. Else null. */
  get doubt() { return this.#doubt; }

  /** From here on changes come without a hole. */
  begin(position) {
    this.#journal.begin(position);
    if (this.#doubt >= position) this.#doubt = null;
  }

  /** There is a hole before this position that only a page can close. What can be read stays until then. */
  restart(position) {
    this.#journal.begin(position);
    this.#doubt = null;
    this.#attached = false;
    this.#stale = this.#loaded;
  }

  /** It is another log: nothing known is true any more. */
  clear() {
    this.#messages = [];
    this.#first = 1;
    this.#last = 0;
    this.#head = 0;
    this.#covered = 0;
    this.#atStart = false;
    this.#attached = false;
    this.#loaded = false;
  }

  reached(position) {
    this.#journal.reached(position);
  }

  /** A change as it comes. Answers added (at the end), later (a new one, but the window is elsewhere), changed, or known (nothing to see). */
  apply(message, following = true) {
    if (message.fields) return this.#patch(message);
    if (message.thread) return this.#reply(message);
    const isNew = message.seq > this.#head;
    this.#journal.add(message);
    if (message.deleted) this.#unquote(message.id);
    this.#sawHead(message.seq);
    if (this.#attached && !following && isNew && this.#messages.length >= this.#limit) this.#attached = false;
    const place = this.#placeOf(message.seq);
    if (this.#messages[place]?.seq === message.seq) return this.#change(place, message);
    if (message.deleted) return 'known';
    if (!this.#belongs(message.seq)) return isNew ? 'later' : 'known';
    this.#messages.splice(place, 0, message);
    this.#last = Math.max(this.#last, message.seq);
    this.#trimTop();
    return 'added';
  }

  /** Starts over with one page, from anywhere in the log. */
  reset(messages, { older, newer, covered }) {
    this.#messages = this.#current(messages);
    this.#first = messages[0]?.seq ?? 1;
    this.#last = messages.at(-1)?.seq ?? 0;
    this.#atStart = !older;
    this.#loaded = true;
    this.#stale = false;
    this.#attached = false;
    this.#doubt = null;
    this.#sawHead(this.#last);
    if (!newer) this.#attach(covered);
    this.#trust(covered);
    this.#trimTop();
  }

  /** The page that ends before the seq `before`. If the window no longer begins there, it doesn't fit. */
  addOlder(messages, { before, older, covered }) {
    if (before !== this.#first) return;
    const more = messages.filter(({ seq }) => seq < this.#first);
    this.#messages.unshift(...this.#current(more));
    this.#first = more[0]?.seq ?? this.#first;
    this.#atStart = !older;
    this.#trust(covered);
    this.#trimBottom();
  }

  /** The page that begins after the seq `after`. If the window no longer ends there, it doesn't fit. */
  addNewer(messages, { after, newer, covered }) {
    if (after !== this.#last) return;
    const more = messages.filter(({ seq }) => seq > this.#last);
    this.#messages.push(...this.#current(more));
    this.#last = more.at(-1)?.seq ?? this.#last;
    this.#sawHead(this.#last);
    if (!newer && !this.#stale) this.#attach(covered);
    this.#trust(covered);
    this.#trimTop();
  }

  #patch(patch) {
    this.#journal.add(patch);
    const place = this.#messages.findLastIndex(({ id }) => id === patch.id);
    if (place < 0 || patch.position <= this.#messages[place].position) return 'known';
    this.#messages[place] = patched(this.#messages[place], patch);
    return 'changed';
  }

  #reply(message) {
    if (message.deleted) this.#unquote(message.id);
    return this.#patch(summaryOf(message));
  }

  /** Of what was deleted nothing stays in the answers to it. */
  #unquote(id) {
    this.#messages.forEach((message, place) => {
      if (message.quote?.id === id) this.#messages[place] = unquoted(message);
    });
  }

  #change(place, message) {
    if (message.position <= this.#messages[place].position) return 'known';
    this.#messages.splice(place, 1, ...(message.deleted ? [] : [message]));
    return 'changed';
  }

  /** Recovered, a new message that was changed since may come after its successors: then it belongs between them. */
  #belongs(seq) {
    if (seq > this.#last) return this.#attached;
    return this.#loaded && (this.#atStart || seq > this.#first);
  }

  #current(messages) {
    return messages
      .map((message) => this.#journal.latest(message))
      .filter(({ deleted }) => !deleted)
      .map((message) => (message.quote && this.#journal.isGone(message.quote.id) ? unquoted(message) : message));
  }

  /** What came while the last page was under way follows it, unless there is a hole between them: then it comes once more. */
  #attach(covered) {
    this.#attached = true;
    if (covered < this.#journal.from) return;
    this.#messages.push(...this.#journal.beyond(this.#last));
    this.#last = Math.max(this.#last, this.#messages.at(-1)?.seq ?? 0);
  }

  #trust(covered) {
    this.#covered = Math.max(this.#covered, covered);
    const { from } = this.#journal;
    if (from === null || covered < from) this.#doubt = Math.min(this.#doubt ?? covered, covered);
  }

  #sawHead(seq) {
    this.#head = Math.max(this.#head, seq);
  }

  /** Where a seq stands or would stand; nearly always that is the end. */
  #placeOf(seq) {
    let place = this.#messages.length;
    while (place > 0 && this.#messages[place - 1].seq >= seq) place -= 1;
    return place;
  }

  #trimTop() {
    const excess = this.#messages.length - this.#limit;
    if (excess <= 0) return;
    this.#messages.splice(0, excess);
    this.#first = this.#messages[0].seq;
    this.#atStart = false;
  }

  #trimBottom() {
    if (this.#messages.length <= this.#limit) return;
    this.#messages.length = this.#limit;
    this.#last = this.#messages.at(-1).seq;
    this.#attached = false;
  }
}

function unquoted(message) {
  return Object.freeze({ ...message, quote: Object.freeze({ ...message.quote, content: '' }) });
}
