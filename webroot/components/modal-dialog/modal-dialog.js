import { element } from '../element.js';
import { icon } from '../icon/icon.js';

/** What all dialogs share: a titled `<dialog>` with a form in it, closed by Escape, a click beside it or its cross, gone when closed. */
export class ModalDialog extends HTMLElement {
  #dialog = null;
  #stop = null;

  /** Title, the form's content, and what its submission does. To be given by each dialog. */
  get heading() { return ''; }
  content() { return []; }
  async submit() {}

  connectedCallback() {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    const close = element('button', { type: 'button', class: 'sign-button', 'aria-label': 'Close', title: 'Close' }, icon('x'));
    const form = element('form', { method: 'dialog', novalidate: true }, ...this.content());
    const title = element('h2', { dir: 'auto' }, this.heading);
    this.#dialog = element('dialog', { 'aria-label': this.heading }, element('header', {}, title, close), form);
    this.replaceChildren(this.#dialog);
    close.addEventListener('click', () => this.close(), { signal });
    form.addEventListener('submit', (event) => this.#submitted(event), { signal });
    this.#dialog.addEventListener('close', () => this.remove(), { signal });
    this.#dialog.addEventListener('pointerdown', ({ target }) => target === this.#dialog && this.close(), { signal });
    this.#dialog.showModal();
    this.querySelector('[data-focus]')?.focus();
  }

  disconnectedCallback() {
    this.#stop.abort();
  }

  close() {
    this.#dialog.close();
  }

  async #submitted(event) {
    event.preventDefault();
    await this.submit();
  }
}

/** The row of buttons at the end of a dialog. */
export function actions(submit, { danger = false, cancel = null } = {}) {
  const yes = element('button', { type: 'submit', class: danger ? 'main danger' : 'main' }, submit);
  const no = cancel ? element('button', { type: 'button', class: 'quiet', 'data-focus': danger }, 'Cancel') : null;
  no?.addEventListener('click', cancel);
  return element('div', { class: 'actions' }, no, yes);
}
