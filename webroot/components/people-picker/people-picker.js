import { avatar } from '../avatar/avatar.js';
import { element, uniqueId } from '../element.js';
import { icon } from '../icon/icon.js';

const PAUSE = 200;
const SHOWN = 20;

/**
 * Picks people by name: a combobox over those found, and the picked ones above it. `most` is how many at most; `without` are names not
 * to offer. `picked` are the people chosen.
 */
export class PeoplePicker {
  element;
  picked = [];
  #api;
  #most;
  #without;
  #input;
  #list;
  #chosen = element('div', { class: 'picked' });
  #note = element('p', { class: 'field-note', role: 'alert' });
  #found = [];
  #active = 0;
  #timer = null;
  #turn = 0;

  constructor({ api, most, without = [], label }) {
    this.#api = api;
    this.#most = most;
    this.#without = new Set(without);
    const listId = uniqueId('people');
    this.#input = element('input', {
      type: 'text', role: 'combobox', 'aria-label': label, 'aria-controls': listId, 'aria-expanded': 'true', 'aria-autocomplete': 'list',
      autocomplete: 'off', spellcheck: 'false', dir: 'auto', placeholder: 'Type a name', 'data-focus': true,
    });
    this.#list = element('ul', { id: listId, role: 'listbox', 'aria-label': 'People found' });
    this.element = element('div', { class: 'people-picker' }, this.#chosen, this.#input, this.#list, this.#note);
    this.#input.addEventListener('input', () => this.#later());
    this.#input.addEventListener('keydown', (event) => this.#key(event));
    this.#search();
  }

  complain(problem) {
    this.#note.textContent = problem;
  }

  #later() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#search(), PAUSE);
  }

  async #search() {
    const turn = this.#turn += 1;
    try {
      const { people } = await this.#api.find(this.#input.value.trim(), { limit: SHOWN });
      if (turn === this.#turn) this.#show(people);
    } catch (problem) {
      if (turn === this.#turn) this.complain(problem.message);
    }
  }

  #show(people) {
    const isPicked = (username) => this.picked.some((one) => one.username === username);
    this.#found = people.filter(({ username, deactivated }) => !deactivated && !this.#without.has(username) && !isPicked(username));
    this.#list.replaceChildren(...this.#found.map((person) => this.#option(person)));
    this.complain(this.#found.length === 0 ? 'Nobody else has this in their name.' : '');
    this.#activate(0);
  }

  #option(person) {
    const { username, displayName } = person;
    const option = element('li', { role: 'option', id: uniqueId('option') }, avatar(person), element('bdi', {}, displayName),
      displayName === username ? null : element('bdi', { class: 'other-name' }, username));
    option.addEventListener('click', () => this.#pick(person));
    return option;
  }

  #key(event) {
    const moves = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in moves && this.#found.length > 0) {
      event.preventDefault();
      this.#activate((this.#active + moves[event.key] + this.#found.length) % this.#found.length);
    } else if (event.key === 'Enter' && this.#found[this.#active] && (this.#input.value.trim() || this.picked.length === 0)) {
      event.preventDefault();
      this.#pick(this.#found[this.#active]);
    } else if (event.key === 'Backspace' && this.#input.value === '') {
      this.#drop(this.picked.at(-1));
    }
  }

  #activate(index) {
    this.#active = index;
    [...this.#list.children].forEach((option, place) => option.setAttribute('aria-selected', String(place === index)));
    const option = this.#list.children[index];
    option?.scrollIntoView({ block: 'nearest' });
    if (option) this.#input.setAttribute('aria-activedescendant', option.id);
    else this.#input.removeAttribute('aria-activedescendant');
  }

  #pick(person) {
    if (this.picked.length >= this.#most) return this.complain(`At most ${this.#most} people.`);
    this.picked.push(person);
    return this.#chose();
  }

  #drop(person) {
    this.picked = this.picked.filter((one) => one !== person);
    this.#chose();
  }

  #chose() {
    this.#chosen.replaceChildren(...this.picked.map((person) => {
      const chip = element('button', { type: 'button', 'aria-label': `Without ${person.displayName}` }, element('bdi', {}, person.displayName), icon('x'));
      chip.addEventListener('click', () => this.#drop(person));
      return chip;
    }));
    this.#input.value = '';
    this.#input.focus();
    this.#search();
  }
}
