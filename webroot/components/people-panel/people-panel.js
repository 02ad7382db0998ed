import { avatar } from '../avatar/avatar.js';
import { element, tell } from '../element.js';
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

  /** `faceOf(username)` answers how somebody looks. */
  show(names, me, faceOf) {
    const faces = names.map((name) => faceOf(name));
    const isMe = ({ username }) => username === me;
    faces.sort((a, b) => Number(isMe(b)) - Number(isMe(a)) || a.displayName.localeCompare(b.displayName));
    this.#title.textContent = names.length > 0 ? `People · ${names.length.toLocaleString('en')}` : 'People';
    renderKeyed(this.#list, faces.slice(0, SHOWN).map((face) => ({ key: face.username, face, mine: isMe(face) })), person);
    this.#more.textContent = faces.length > SHOWN ? `and ${(faces.length - SHOWN).toLocaleString('en')} more` : '';
  }

  #fit(isWide) {
    this.#panel.popover = isWide ? null : 'auto';
    this.#close.hidden = isWide;
  }
}

const person = {
  make: () => element('li'),
  update(made, { face, mine }, before) {
    if (before?.face === face && before.mine === mine) return;
    // Whoever is in the room is there: only that they are away is worth another sign.
    const presence = face.presence === 'away' ? 'away' : 'online';
    made.replaceChildren(button(face, mine, presence));
  },
};

function button(face, mine, presence) {
  const { username, displayName, status } = face;
  const made = element('button', { type: 'button', class: 'person', title: displayName === username ? null : username },
    element('span', { class: 'presence', 'data-presence': presence }, avatar(face)),
    element('span', { class: 'who' },
      element('bdi', { class: 'name' }, displayName),
      status ? element('span', { class: 'status', dir: 'auto' }, status) : null),
    mine ? element('span', { class: 'you' }, 'you') : null,
    presence === 'away' ? element('span', { class: 'visually-hidden' }, 'away') : null);
  made.addEventListener('click', () => tell(made, 'show-person', username));
  return made;
}

customElements.define('people-panel', PeoplePanel);
