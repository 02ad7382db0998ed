import { element, uniqueId } from '../element.js';

/**
 * A row of tabs after the ARIA pattern, and the panel below it. `tabs` are `{key, label, make}`; `make()` builds a tab's content when it is
 * opened, each time anew. `picked(key)` follows a choice.
 */
export class Tabs {
  list = element('div', { role: 'tablist', class: 'tabs' });
  panel = element('div', { role: 'tabpanel', class: 'tab-panel', tabindex: '-1', id: uniqueId('panel') });
  #tabs;
  #picked;
  #buttons;
  #current = null;

  constructor({ label, tabs, picked = () => {} }) {
    this.#tabs = tabs;
    this.#picked = picked;
    this.list.setAttribute('aria-label', label);
    this.#buttons = tabs.map((tab) => this.#button(tab));
    this.list.append(...this.#buttons);
    this.list.addEventListener('keydown', (event) => this.#key(event));
  }

  /** Opens a tab; an unknown one is the first. */
  open(key) {
    const index = Math.max(0, this.#tabs.findIndex((tab) => tab.key === key));
    if (this.#current === index) return;
    this.#current = index;
    this.#buttons.forEach((button, place) => {
      button.setAttribute('aria-selected', String(place === index));
      button.tabIndex = place === index ? 0 : -1;
    });
    this.#buttons[index].scrollIntoView({ block: 'nearest', inline: 'nearest' });
    this.panel.setAttribute('aria-labelledby', this.#buttons[index].id);
    this.refresh();
  }

  /** Builds the open tab anew. */
  refresh() {
    this.panel.replaceChildren(...[this.#tabs[this.#current].make()].flat());
  }

  #button({ key, label }) {
    const button = element('button', { type: 'button', role: 'tab', id: uniqueId('tab'), 'aria-controls': this.panel.id }, label);
    button.addEventListener('click', () => this.#pick(key));
    return button;
  }

  #pick(key) {
    this.open(key);
    this.#picked(key);
  }

  #key(event) {
    const moves = { ArrowRight: 1, ArrowLeft: -1 };
    if (!(event.key in moves)) return;
    event.preventDefault();
    const { length } = this.#tabs;
    const next = (this.#current + moves[event.key] + length) % length;
    this.#pick(this.#tabs[next].key);
    this.#buttons[next].focus();
  }
}
