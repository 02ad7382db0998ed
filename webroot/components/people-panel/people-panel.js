import { avatar } from '../avatar/avatar.js';
import { element } from '../element.js';
import { icon } from '../icon/icon.js';
import { renderKeyed } from '../keyed.js';

const WIDE = '(min-width: 1100px)';
const SHOWN = 200;

/** Who is here: a column where there is room for one, else a drawer or sheet that `open()` brings in. */
export class PeoplePanel extends HTMLElement {
  #title = element('h2', {}, 'People');
  #close = element('button', { type: 'button', class: 'sign-button', 'aria-label': 'Close people', title: 'Close' }, icon('x'));
  #list = element('ul', { role: 'list' });
  #more = element('p', { class: 'more' });
  #panel = element('aside', { 'aria-label': 'People', tabindex: '-1' });
  #stop = null;

  connectedCallback() {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.#panel.replaceChildren(element('header', {}, this.#title, this.#close), this.#list, this.#more);
    this.replaceChildren(this.#panel);
    this.#close.addEventListener('click', () => this.#panel.hidePopover(), { signal });
    const wide = matchMedia(WIDE);
    wide.addEventListener('change', () => this.#fit(wide.matches), { signal });
    this.#fit(wide.matches);
  }

  disconnectedCallback() {
    this.#stop.abort();
  }

  open() {
    if (!this.#panel.popover) return;
    this.#panel.showPopover();
    this.#close.focus();
  }

  close() {
    if (this.#panel.popover && this.#panel.matches(':popover-open')) this.#panel.hidePopover();
  }

  show(names, me) {
    const sorted = [...names].sort((a, b) => Number(b === me) - Number(a === me) || a.localeCompare(b));
    this.#title.textContent = names.length > 0 ? `People · ${names.length.toLocaleString('en')}` : 'People';
    renderKeyed(this.#list, sorted.slice(0, SHOWN).map((name) => ({ key: `${name === me}:${name}`, name, mine: name === me })), person);
    this.#more.textContent = sorted.length > SHOWN ? `and ${(sorted.length - SHOWN).toLocaleString('en')} more` : '';
  }

  #fit(isWide) {
    this.#panel.popover = isWide ? null : 'auto';
    this.#close.hidden = isWide;
  }
}

const person = {
  make: ({ name, mine }) => element('li', {}, avatar(name),
    element('bdi', { class: 'name', title: name }, name),
    mine ? element('span', { class: 'you' }, 'you') : null),
  update() {},
};

customElements.define('people-panel', PeoplePanel);
