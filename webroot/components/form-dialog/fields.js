import { element, uniqueId } from '../element.js';

/**
 * A labelled control with a hint and a place for what is wrong. All have `name`, `element`, `value`, `complain(problem)` and
 * `focus()`; `check(value)` answers what is wrong as a sentence, or null.
 */
class Field {
  name;
  element;
  control;
  #check;
  #problem;

  constructor({ name, label, hint = '', control, check = () => null, isBefore = true, extra = null }) {
    const id = uniqueId(name);
    this.name = name;
    this.control = control;
    this.#check = check;
    this.#problem = element('p', { class: 'field-note', id: `${id}-problem`, role: 'alert' });
    control.id = id;
    control.setAttribute('aria-describedby', `${id}-hint ${id}-problem`);
    const title = element('label', { for: id }, label);
    const note = element('p', { class: 'field-note', id: `${id}-hint` }, hint);
    const rows = isBefore ? [title, control] : [element('div', { class: 'check' }, control, title)];
    this.element = element('div', { class: 'field' }, ...rows, extra, note, this.#problem);
    control.addEventListener('input', () => this.complain(null));
  }

  get value() { return this.control.value; }
  set value(value) { this.control.value = value; }

  focus() {
    this.control.focus();
  }

  /** Goes to what is wrong and says it; answers whether there is something. */
  isWrong() {
    return this.complain(this.#check(this.value));
  }

  complain(problem) {
    this.#problem.textContent = problem ?? '';
    this.control.setAttribute('aria-invalid', String(problem !== null));
    if (problem !== null) this.focus();
    return problem !== null;
  }
}

export function line({ value = '', type = 'text', autocomplete = 'off', mode = null, ...rest }) {
  const control = element('input', { type, autocomplete, inputmode: mode, dir: type === 'text' ? 'auto' : null, spellcheck: 'false', autocapitalize: 'none' });
  control.value = value;
  return new Field({ ...rest, control });
}

export function area({ value = '', rows = 3, ...rest }) {
  const control = element('textarea', { rows: String(rows), dir: 'auto' });
  control.value = value;
  return new Field({ ...rest, control });
}

export function choice({ options, value, ...rest }) {
  const control = element('select', {}, ...options.map(([key, words]) => element('option', { value: key }, words)));
  control.value = value ?? options[0][0];
  return new Field({ ...rest, control });
}

export function tick({ value = false, ...rest }) {
  const control = element('input', { type: 'checkbox' });
  control.checked = value;
  const field = new Field({ ...rest, control, isBefore: false });
  return Object.defineProperty(field, 'value', { get: () => control.checked, set: (checked) => { control.checked = checked; } });
}

/** One of a few, all of them in view. */
export function radios({ name, label, options, value }) {
  const group = uniqueId(name);
  let chosen = value ?? options[0][0];
  const entries = options.map(([key, words, hint]) => {
    const input = element('input', { type: 'radio', name: group, value: key, id: uniqueId(group), checked: key === chosen });
    input.addEventListener('change', () => { chosen = key; });
    return element('div', { class: 'check' }, input, element('label', { for: input.id }, words, hint ? element('span', { class: 'field-note' }, hint) : null));
  });
  const box = element('fieldset', { class: 'field radios' }, element('legend', {}, label), ...entries);
  return { name, element: box, get value() { return chosen; }, isWrong: () => false, complain: () => false, focus: () => box.querySelector('input').focus() };
}

/** What fields say, by name. */
export function valuesOf(fields) {
  return Object.fromEntries(fields.map((field) => [field.name, field.value]));
}

/** The first field that is wrong says so; answers whether there is one. */
export function anyWrong(fields) {
  return fields.some((field) => field.isWrong());
}
