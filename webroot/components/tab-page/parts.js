import { element } from '../element.js';
import { anyWrong, valuesOf } from '../form-dialog/fields.js';

/** A part of a page with its own heading. */
export function part(heading, ...children) {
  return element('section', { class: 'part' }, element('h2', {}, heading), ...children);
}

/** A button that does something; what goes wrong is said through `said`. */
export function button(label, act, { kind = 'quiet', said = null, title = null } = {}) {
  const made = element('button', { type: 'button', class: kind, 'aria-label': title, title }, label);
  made.addEventListener('click', async () => {
    if (made.getAttribute('aria-busy') === 'true') return;
    made.setAttribute('aria-busy', 'true');
    try {
      await act();
    } catch (problem) {
      said?.(problem.message, true);
    } finally {
      made.removeAttribute('aria-busy');
    }
  });
  return made;
}

/** A quiet line that says how something went. */
export function sayLine() {
  const line = element('p', { class: 'field-note say', role: 'status' });
  const say = (words, isProblem = false) => {
    line.textContent = words;
    line.toggleAttribute('data-problem', isProblem);
  };
  return { line, say };
}

/** A form in a page: its fields, a button, and what came of it below. */
export function form({ fields, yes, run, done = 'Saved.', blames = {} }) {
  const { line, say } = sayLine();
  const made = element('form', { novalidate: true, class: 'page-form' }, ...fields.map((field) => field.element),
    element('div', { class: 'form-end' }, element('button', { type: 'submit', class: 'main' }, yes), line));
  let busy = false;
  made.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (busy || anyWrong(fields)) return;
    busy = true;
    try {
      await run(valuesOf(fields), made);
      say(done);
    } catch (problem) {
      const field = fields.find(({ name }) => name === blames[problem.code]);
      if (field) field.complain(problem.message);
      else say(problem.message, true);
    } finally {
      busy = false;
    }
  });
  return made;
}

/**
 * Something that is read first: says so, shows what came, or why nothing did. `read()` promises it, `show(it)` makes its elements.
 * Answers `{element, refresh}`.
 */
export function reading({ read, show }) {
  const box = element('div', { class: 'reading' }, element('p', { class: 'list-state' }, 'Loading…'));
  const refresh = async () => {
    try {
      const found = await read();
      box.replaceChildren(...[show(found)].flat());
    } catch (problem) {
      box.replaceChildren(element('p', { class: 'list-state', role: 'alert' }, problem.message), button('Try again', refresh));
    }
  };
  refresh();
  return { element: box, refresh };
}

/** A list whose rows are `[…what it is]` and `[…buttons]`; says `empty` when there are none. */
export function list(label, rows, empty) {
  if (rows.length === 0) return element('p', { class: 'list-state' }, empty);
  return element('ul', { role: 'list', class: 'things', 'aria-label': label }, ...rows.map(({ face = null, what, does }) => element('li', { class: 'thing' },
    face,
    element('div', { class: 'what' }, ...what),
    element('div', { class: 'does' }, ...does))));
}

/** A line of a list's row: `name` in the upper one, quiet in the lower ones. */
export function name(text, ...more) {
  return element('p', { class: 'thing-name' }, element('bdi', {}, text), ...more);
}

export function meta(...pieces) {
  return element('p', { class: 'thing-meta' }, ...pieces);
}

export function badge(text) {
  return element('span', { class: 'badge' }, text);
}
