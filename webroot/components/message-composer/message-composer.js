import { element, tell } from '../element.js';
import { icon } from '../icon/icon.js';
import { CONTENT_LIMIT, isBlank, lengthOf, wellFormed } from '../../state/text-rules.js';

const WARN_AT = 200;
const NOTICE = 6_000;

/** Where messages are written. Stays usable without a connection. Says `typed`, `send` (detail: the text), `draft` and `scroll-page`. */
export class MessageComposer extends HTMLElement {
  #field = element('textarea', { 'aria-label': 'Message', rows: '1', dir: 'auto', enterkeyhint: 'send', autocomplete: 'off' });
  #left = element('span', { class: 'left', 'aria-live': 'polite' });
  #notice = element('p', { class: 'notice', role: 'alert' });
  #button = element('button', { type: 'submit', class: 'send', 'aria-label': 'Send', title: 'Send' }, icon('send-horizontal'));
  #form = element('form', { class: 'box' });
  #closed = element('p', { class: 'closed', hidden: true });
  #noticeTimer = null;
  #stop = null;

  connectedCallback() {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.#form.replaceChildren(this.#field, this.#left, this.#button);
    this.replaceChildren(this.#notice, this.#form, this.#closed);
    this.#form.addEventListener('submit', (event) => this.#submit(event), { signal });
    this.#field.addEventListener('input', () => this.#input(), { signal });
    this.#field.addEventListener('keydown', (event) => this.#key(event), { signal });
    // A touch on the button must not close the on-screen keyboard.
    this.#button.addEventListener('pointerdown', (event) => event.preventDefault(), { signal });
  }

  disconnectedCallback() {
    this.#stop.abort();
    clearTimeout(this.#noticeTimer);
  }

  /** Another room: its name for the placeholder, and what was being written in it. */
  open(roomName, draft) {
    this.#field.placeholder = `Message ${roomName}`;
    this.#field.value = draft;
    this.notify('');
    this.#fit();
  }

  /** Why nothing is written here, in place of the field; empty opens it again. */
  set closed(reason) {
    this.#closed.textContent = reason;
    this.#closed.hidden = !reason;
    this.#form.hidden = Boolean(reason);
  }

  clear() {
    this.#field.value = '';
    this.#fit();
    tell(this, 'draft', '');
  }

  focus() {
    this.#field.focus();
  }

  /** A sentence above the field, gone by itself. */
  notify(sentence) {
    clearTimeout(this.#noticeTimer);
    this.#notice.textContent = sentence;
    if (sentence) this.#noticeTimer = setTimeout(() => this.notify(''), NOTICE);
  }

  #input() {
    this.#fit();
    tell(this, 'draft', this.#field.value);
    if (!isBlank(this.#field.value)) tell(this, 'typed');
  }

  #key(event) {
    // keyCode 229: some browsers end a composition before they report its Enter.
    const composing = event.isComposing || event.keyCode === 229;
    if (event.key === 'Enter' && !event.shiftKey && !event.altKey && !composing) this.#submit(event);
    else if (event.key === 'PageUp' || event.key === 'PageDown') this.#page(event);
  }

  #page(event) {
    if (this.#field.scrollHeight > this.#field.clientHeight + 4) return;
    event.preventDefault();
    tell(this, 'scroll-page', event.key === 'PageUp' ? -1 : 1);
  }

  #submit(event) {
    event.preventDefault();
    const text = this.#field.value;
    if (isBlank(text)) return;
    const over = lengthOf(text) - CONTENT_LIMIT;
    if (over > 0) this.notify(`A message holds ${CONTENT_LIMIT.toLocaleString('en')} characters; this one is ${over.toLocaleString('en')} over. Shorten it or send it in parts.`);
    else tell(this, 'send', wellFormed(text));
  }

  #fit() {
    const { value } = this.#field;
    this.#field.style.setProperty('block-size', 'auto');
    this.#field.style.setProperty('block-size', `${this.#field.scrollHeight}px`);
    this.toggleAttribute('data-blank', isBlank(value));
    const left = value.length < CONTENT_LIMIT - WARN_AT ? WARN_AT + 1 : CONTENT_LIMIT - lengthOf(value);
    this.#left.textContent = left > WARN_AT ? '' : left >= 0 ? `${left} left` : `${(-left).toLocaleString('en')} over`;
    this.#left.toggleAttribute('data-over', left < 0);
    this.#field.setAttribute('aria-invalid', String(left < 0));
  }
}

customElements.define('message-composer', MessageComposer);
