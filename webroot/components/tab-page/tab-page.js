import { element } from '../element.js';
import { icon } from '../icon/icon.js';
import { Tabs } from './tabs.js';

/** A page beside the rooms, with a head and tabs; which of them is open stands in the address. */
export class TabPage extends HTMLElement {
  #heading = element('h1', { tabindex: '-1' });
  #tabs = null;
  #part = '';

  /** To be given by each page. */
  get heading() { return ''; }
  tabs() { return []; }

  connectedCallback() {
    if (this.#tabs) return;
    this.#heading.textContent = this.heading;
    this.#tabs = new Tabs({ label: this.heading, tabs: this.tabs(), picked: (key) => history.replaceState(history.state, '', `#${key}`) });
    const back = element('a', { href: '/', class: 'back sign-button', 'aria-label': 'All rooms', title: 'All rooms' }, icon('arrow-left'));
    this.classList.add('tab-page');
    this.replaceChildren(
      element('header', { class: 'room-head' }, back, this.#heading),
      this.#tabs.list, this.#tabs.panel);
    this.#tabs.open(this.#part);
  }

  set part(part) {
    this.#part = part;
    this.#tabs?.open(part);
  }

  refresh() {
    this.#tabs.refresh();
  }

  focusHeading() {
    this.#heading.focus();
  }
}
