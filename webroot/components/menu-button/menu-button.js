import { element, uniqueId } from '../element.js';
import { icon } from '../icon/icon.js';

const MARGIN = 8;

/**
 * A button that opens a menu, after the ARIA menu-button pattern. `items` are `{label, sign, action, danger}`;
 * items of one `group` are choices, of which the one with `checked` is in force.
 */
export class MenuButton extends HTMLElement {
  #items = () => [];
  #button = element('button', { type: 'button', 'aria-haspopup': 'menu', 'aria-expanded': 'false' });
  #menu = element('div', { class: 'menu', role: 'menu', popover: 'auto', id: uniqueId('menu') });
  #stop = null;

  connectedCallback() {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.replaceChildren(this.#button, this.#menu);
    this.#button.addEventListener('click', () => this.#open(0), { signal });
    this.#button.addEventListener('keydown', (event) => this.#buttonKey(event), { signal });
    this.#menu.addEventListener('keydown', (event) => this.#menuKey(event), { signal });
    this.#menu.addEventListener('toggle', ({ newState }) => this.#toggled(newState), { signal });
  }

  disconnectedCallback() {
    this.#stop.abort();
  }

  /** The words and the face of the button. */
  dress(label, ...face) {
    this.#button.setAttribute('aria-label', label);
    this.#button.title = label;
    this.#menu.setAttribute('aria-label', label);
    this.#button.replaceChildren(...face);
  }

  /** A function, so that the menu is made when it opens and always tells the truth. */
  set items(items) {
    this.#items = items;
  }

  #open(index) {
    if (this.#menu.matches(':popover-open')) return this.#menu.hidePopover();
    let group;
    this.#menu.replaceChildren(...this.#items().flatMap((item, place) => {
      const cut = place > 0 && item.group !== group;
      group = item.group;
      return cut ? [element('hr', { role: 'separator' }), this.#entry(item)] : [this.#entry(item)];
    }));
    this.#menu.showPopover();
    this.#place();
    this.#entries.at(index).focus();
  }

  #entry({ label, sign, action, danger, group, checked }) {
    const entry = element('button', {
      type: 'button', tabindex: '-1', class: danger ? 'danger' : null,
      role: group ? 'menuitemradio' : 'menuitem',
      'aria-checked': group ? String(checked) : null,
    }, icon(sign), element('span', {}, label), group && checked ? icon('check') : null);
    entry.addEventListener('click', () => {
      this.#menu.hidePopover();
      this.#button.focus();
      action();
    });
    return entry;
  }

  get #entries() {
    return [...this.#menu.querySelectorAll('[role^=menuitem]')];
  }

  #toggled(state) {
    this.#button.setAttribute('aria-expanded', String(state === 'open'));
  }

  #buttonKey(event) {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    if (!event.altKey) this.#open(event.key === 'ArrowDown' ? 0 : -1);
  }

  #menuKey(event) {
    const entries = this.#entries;
    const here = entries.indexOf(document.activeElement);
    const moves = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: -1 };
    if (event.key === 'Tab') this.#menu.hidePopover();
    else if (event.key in moves) {
      event.preventDefault();
      entries.at(moves[event.key] % entries.length).focus();
    } else if (event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey) {
      const rest = [...entries.slice(here + 1), ...entries.slice(0, here + 1)];
      rest.find((entry) => entry.textContent.toLowerCase().startsWith(event.key.toLowerCase()))?.focus();
    }
    if (event.key !== 'Escape' && event.key !== 'Tab') event.stopPropagation();
  }

  /** Under the button, or above it where there is no room, and never past the window's edge. */
  #place() {
    const button = this.#button.getBoundingClientRect();
    const menu = this.#menu.getBoundingClientRect();
    const under = button.bottom + 4;
    const top = under + menu.height + MARGIN > innerHeight ? button.top - menu.height - 4 : under;
    const left = Math.min(button.left, innerWidth - menu.width - MARGIN);
    this.#menu.style.setProperty('top', `${Math.max(MARGIN, top)}px`);
    this.#menu.style.setProperty('left', `${Math.max(MARGIN, left)}px`);
  }
}

customElements.define('menu-button', MenuButton);
