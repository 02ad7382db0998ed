import { element, uniqueId } from '../element.js';
import { icon } from '../icon/icon.js';

const MARGIN = 8;

/**
 * A menu that opens at an element, after the ARIA menu pattern. Items are `{label, sign, action, danger}`; items of one `group` are
 * choices, of which the one with `checked` is in force. Closed, the focus goes back to where it opened.
 */
export class Menu {
  element = element('div', { class: 'menu', role: 'menu', popover: 'auto', id: uniqueId('menu') });
  #anchor = null;

  constructor({ toggled = () => {} } = {}) {
    this.element.addEventListener('keydown', (event) => this.#key(event));
    this.element.addEventListener('toggle', ({ newState }) => toggled(newState === 'open', this.#anchor));
  }

  get isOpen() {
    return this.element.matches(':popover-open');
  }

  set label(label) {
    this.element.setAttribute('aria-label', label);
  }

  /** `index` is the item that takes the focus, -1 for the last. */
  open(items, anchor, index = 0) {
    this.#anchor = anchor;
    let group;
    this.element.replaceChildren(...items.flatMap((item, place) => {
      const cut = place > 0 && item.group !== group;
      group = item.group;
      return cut ? [element('hr', { role: 'separator' }), this.#entry(item)] : [this.#entry(item)];
    }));
    this.element.showPopover();
    this.#place();
    this.#entries.at(index).focus();
  }

  close() {
    this.element.hidePopover();
  }

  #entry({ label, sign, action, danger, group, checked }) {
    const isChoice = checked !== undefined;
    const entry = element('button', {
      type: 'button', tabindex: '-1', class: danger ? 'danger' : null,
      role: group && isChoice ? 'menuitemradio' : 'menuitem',
      'aria-checked': group && isChoice ? String(checked) : null,
    }, icon(sign), element('span', {}, label), group && checked ? icon('check') : null);
    entry.addEventListener('click', () => {
      this.close();
      this.#anchor.focus();
      action();
    });
    return entry;
  }

  get #entries() {
    return [...this.element.querySelectorAll('[role^=menuitem]')];
  }

  #key(event) {
    const entries = this.#entries;
    const here = entries.indexOf(document.activeElement);
    const moves = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: -1 };
    if (event.key === 'Tab') this.close();
    else if (event.key in moves) {
      event.preventDefault();
      entries.at(moves[event.key] % entries.length).focus();
    } else if (event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey) {
      const rest = [...entries.slice(here + 1), ...entries.slice(0, here + 1)];
      rest.find((entry) => entry.textContent.toLowerCase().startsWith(event.key.toLowerCase()))?.focus();
    }
    if (event.key !== 'Escape' && event.key !== 'Tab') event.stopPropagation();
  }

  /** Under its anchor, or above it where there is no room, and never past the window's edge. */
  #place() {
    const anchor = this.#anchor.getBoundingClientRect();
    const menu = this.element.getBoundingClientRect();
    const under = anchor.bottom + 4;
    const top = under + menu.height + MARGIN > innerHeight ? anchor.top - menu.height - 4 : under;
    const left = Math.min(anchor.left, innerWidth - menu.width - MARGIN);
    this.element.style.setProperty('top', `${Math.max(MARGIN, Math.min(top, innerHeight - menu.height - MARGIN))}px`);
    this.element.style.setProperty('left', `${Math.max(MARGIN, left)}px`);
  }
}
