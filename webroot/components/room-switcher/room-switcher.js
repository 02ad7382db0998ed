import { element, uniqueId } from '../element.js';
import { ModalDialog } from '../modal-dialog/modal-dialog.js';
import { findRooms } from '../../state/find-rooms.js';

const SHOWN = 50;

/** Type a few letters, press Enter, be there: a combobox over a list of rooms, after the ARIA pattern. */
export class RoomSwitcher extends ModalDialog {
  rooms = [];
  picked;
  #listId = uniqueId('switcher');
  #input = element('input', {
    type: 'text', role: 'combobox', 'aria-label': 'Find a room', 'aria-controls': this.#listId, 'aria-expanded': 'true',
    'aria-autocomplete': 'list', autocomplete: 'off', spellcheck: 'false', dir: 'auto', placeholder: 'Find a room', 'data-focus': true,
  });
  #list = element('ul', { id: this.#listId, role: 'listbox', 'aria-label': 'Rooms found' });
  #none = element('p', { class: 'list-state' });
  #found = [];
  #active = 0;

  get heading() { return 'Jump to a room'; }

  content() {
    this.#input.addEventListener('input', () => this.#search());
    this.#input.addEventListener('keydown', (event) => this.#key(event));
    this.#search();
    return [this.#input, this.#list, this.#none];
  }

  async submit() {
    this.#pick(this.#found[this.#active]);
  }

  #search() {
    this.#found = findRooms(this.rooms, this.#input.value).slice(0, SHOWN);
    this.#list.replaceChildren(...this.#found.map((room) => this.#option(room)));
    this.#list.hidden = this.#found.length === 0;
    this.#none.textContent = this.#found.length === 0 ? 'No room has this in its name.' : '';
    this.#activate(0);
  }

  #option(room) {
    const option = element('li', { role: 'option', id: uniqueId('option'), dir: 'auto' }, room.name);
    option.addEventListener('click', () => this.#pick(room));
    return option;
  }

  #key(event) {
    const { length } = this.#found;
    const moves = { ArrowDown: 1, ArrowUp: -1 };
    if (!(event.key in moves) || length === 0) return;
    event.preventDefault();
    this.#activate((this.#active + moves[event.key] + length) % length);
  }

  #activate(index) {
    this.#active = index;
    [...this.#list.children].forEach((option, place) => option.setAttribute('aria-selected', String(place === index)));
    const option = this.#list.children[index];
    option?.scrollIntoView({ block: 'nearest' });
    if (option) this.#input.setAttribute('aria-activedescendant', option.id);
    else this.#input.removeAttribute('aria-activedescendant');
  }

  #pick(room) {
    if (!room) return;
    this.close();
    this.picked(room);
  }
}

customElements.define('room-switcher', RoomSwitcher);
