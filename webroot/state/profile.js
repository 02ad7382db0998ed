import { nameProblem } from './text-rules.js';

const THEMES = ['system', 'light', 'dark'];

/** Who sits here and how they like it, remembered over visits. `name` and `theme` events follow a change. */
export class Profile extends EventTarget {
  #shelf;
  #name;
  #theme;

  constructor({ shelf }) {
    super();
    this.#shelf = shelf;
    const name = shelf.get('name');
    this.#name = typeof name === 'string' && nameProblem(name) === null ? name : null;
    const theme = shelf.get('theme');
    this.#theme = THEMES.includes(theme) ? theme : 'system';
  }

  get name() { return this.#name; }
  get theme() { return this.#theme; }
  get lastRoom() { return this.#shelf.get('room'); }

  set name(name) {
    this.#name = name.trim();
    this.#shelf.set('name', this.#name);
    this.dispatchEvent(new CustomEvent('name'));
  }

  set theme(theme) {
    this.#theme = theme;
    this.#shelf.set('theme', theme);
    this.dispatchEvent(new CustomEvent('theme'));
  }

  set lastRoom(roomId) {
    this.#shelf.set('room', roomId);
  }
}
