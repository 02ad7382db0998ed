import { element } from '../element.js';
import { Menu } from './menu.js';

/** A button that opens a menu, after the ARIA menu-button pattern. */
export class MenuButton extends HTMLElement {
  #items = () => [];
  #button = element('button', { type: 'button', 'aria-haspopup': 'menu', 'aria-expanded': 'false' });
  #menu = new Menu({ toggled: (isOpen) => this.#button.setAttribute('aria-expanded', String(isOpen)) });
  #stop = null;

  connectedCallback() {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.replaceChildren(this.#button, this.#menu.element);
    this.#button.addEventListener('click', () => this.#open(0), { signal });
    this.#button.addEventListener('keydown', (event) => this.#key(event), { signal });
  }

  disconnectedCallback() {
    this.#stop.abort();
  }

  /** The words and the face of the button. */
  dress(label, ...face) {
    this.#button.setAttribute('aria-label', label);
    this.#button.title = label;
    this.#menu.label = label;
    this.#button.replaceChildren(...face);
  }

  /** A function, so that the menu is made when it opens and always tells the truth. */
  set items(items) {
    this.#items = items;
  }

  #open(index) {
    if (this.#menu.isOpen) this.#menu.close();
    else this.#menu.open(this.#items(), this.#button, index);
  }

  #key(event) {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    if (!event.altKey) this.#open(event.key === 'ArrowDown' ? 0 : -1);
  }
}

customElements.define('menu-button', MenuButton);
