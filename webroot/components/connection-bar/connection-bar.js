import { element, tell } from '../element.js';
import { icon } from '../icon/icon.js';

const PATIENCE = 2_000;

/** Says that the connection is lost, once it has been for two seconds, and when it will be tried again. Only the first words are announced. */
export class ConnectionBar extends HTMLElement {
  #words = element('div', { class: 'words', role: 'status' });
  #when = element('span', { class: 'when', 'aria-hidden': 'true' });
  #button = element('button', { type: 'button', class: 'quiet' }, 'Try now');
  #state = { phase: 'idle', since: 0, retryAt: null };
  #timer = null;
  #stop = null;

  connectedCallback() {
    this.#stop = new AbortController();
    const line = element('div', { class: 'line' }, icon('wifi-off'), this.#words, this.#when, this.#button);
    this.replaceChildren(line);
    this.#button.addEventListener('click', () => tell(this, 'try-now'), { signal: this.#stop.signal });
    this.#render();
  }

  disconnectedCallback() {
    this.#stop.abort();
    clearTimeout(this.#timer);
  }

  set state(state) {
    if (state === this.#state) return;
    this.#state = state;
    this.#render();
  }

  #render() {
    clearTimeout(this.#timer);
    const { phase, since } = this.#state;
    const isFine = phase === 'open' || phase === 'ended' || phase === 'idle';
    const patience = isFine ? Infinity : since + PATIENCE - Date.now();
    const shown = patience <= 0;
    this.toggleAttribute('data-shown', shown);
    this.#say(shown ? 'Reconnecting…' : '');
    if (isFine) return;
    this.#when.textContent = this.#whenNext();
    this.#timer = setTimeout(() => this.#render(), shown ? 1_000 : patience);
  }

  #whenNext() {
    const { phase, retryAt } = this.#state;
    if (phase === 'offline') return 'This device is offline.';
    if (phase === 'connecting') return 'Trying now.';
    const seconds = Math.max(1, Math.ceil((retryAt - Date.now()) / 1_000));
    return `Next try in ${seconds} s.`;
  }

  #say(words) {
    if (this.#words.textContent !== words) this.#words.textContent = words;
  }
}

customElements.define('connection-bar', ConnectionBar);
