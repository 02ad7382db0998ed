import { element } from '../element.js';

/** A labelled line of text with a place for what is wrong with it. */
export class TextField {
  #input;
  #problem;
  element;

  constructor({ label, value = '', hint = '', id, autocomplete = 'off' }) {
    this.#input = element('input', {
      type: 'text', id, value, dir: 'auto', autocomplete, 'data-focus': true, 'aria-describedby': `${id}-note`, spellcheck: 'false',
    });
    this.#problem = element('p', { class: 'field-note', id: `${id}-note`, role: 'alert' });
    this.element = element('div', { class: 'field' },
      element('label', { for: id }, label), this.#input, hint ? element('p', { class: 'field-note' }, hint) : null, this.#problem);
    this.#input.addEventListener('input', () => this.complain(null));
  }

  get value() {
    return this.#input.value;
  }

  select() {
    this.#input.select();
  }

  /** Shows what is wrong and goes there, or clears it with null. Answers whether there is something. */
  complain(problem) {
    this.#problem.textContent = problem ?? '';
    this.#input.setAttribute('aria-invalid', String(problem !== null));
    if (problem !== null) this.#input.focus();
    return problem !== null;
  }
}
