const PAUSE = 3_000;
const FIRST = 250;
const READ_OUT = 3;
const LENGTH = 200;

/**
 * New messages as sentences for a screen reader: a few are read out, a flood is counted, never more often than every three
 * seconds. What was said is taken back in the end: read out twice, as a text on the page, it would only confuse.
 */
export class Announcements {
  #clock;
  #say;
  #waiting = [];
  #count = 0;
  #timer = null;

  constructor({ clock, say }) {
    this.#clock = clock;
    this.#say = say;
  }

  add({ username, content }) {
    this.#count += 1;
    this.#waiting = [...this.#waiting, `${username}: ${shorten(content)}`].slice(-READ_OUT);
    this.#timer ??= this.#clock.setTimeout(() => this.#speak(), FIRST);
  }

  stop() {
    this.#clock.clearTimeout(this.#timer);
    this.#timer = null;
    this.#waiting = [];
    this.#count = 0;
  }

  #speak() {
    if (this.#count === 0) {
      this.#timer = null;
      this.#say('');
      return;
    }
    this.#say(this.#count <= READ_OUT ? this.#waiting.join('. ') : `${this.#count} new messages. ${this.#waiting.at(-1)}`);
    this.#waiting = [];
    this.#count = 0;
    this.#timer = this.#clock.setTimeout(() => this.#speak(), PAUSE);
  }
}

function shorten(content) {
  if (content.length <= LENGTH) return content;
  const signs = [...content.slice(0, LENGTH * 2)].slice(0, LENGTH).join('');
  return signs === content ? content : `${signs}…`;
}
