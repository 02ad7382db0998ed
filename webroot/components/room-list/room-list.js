import { avatar } from '../avatar/avatar.js';
import { element, tell } from '../element.js';
import { icon } from '../icon/icon.js';
import { renderKeyed } from '../keyed.js';
import '../menu-button/menu-button.js';

const THEMES = [
  { theme: 'system', label: 'Like the system', sign: 'monitor' },
  { theme: 'light', label: 'Light', sign: 'sun' },
  { theme: 'dark', label: 'Dark', sign: 'moon' },
];

/** The column of rooms, with the way to make one, and the person's own menus below. */
export class RoomList extends HTMLElement {
  #title = element('h2', { tabindex: '-1' }, 'Parley');
  #list = element('ul', { role: 'list' });
  #state = element('p', { class: 'list-state' });
  #new = element('button', { type: 'button', class: 'sign-button', 'aria-label': 'New room', title: 'New room' }, icon('plus'));
  #jump = element('button', { type: 'button', class: 'sign-button', 'aria-label': 'Jump to a room', title: 'Jump to a room (Ctrl+K)' }, icon('search'));
  #again = element('button', { type: 'button', class: 'quiet', hidden: true }, 'Try again');
  #make = element('button', { type: 'button', class: 'main', hidden: true }, 'Make a room');
  #me = element('div', { class: 'me' });
  #own = document.createElement('menu-button');
  #looks = document.createElement('menu-button');
  #stop = null;

  connectedCallback() {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.replaceChildren(
      element('header', {}, this.#title, this.#jump, this.#new),
      element('nav', { 'aria-label': 'Rooms' }, this.#list, this.#state, this.#again, this.#make),
      element('footer', {}, this.#me, this.#looks, this.#own));
    this.#new.addEventListener('click', () => tell(this, 'new-room'), { signal });
    this.#make.addEventListener('click', () => tell(this, 'new-room'), { signal });
    this.#jump.addEventListener('click', () => tell(this, 'jump'), { signal });
    this.#again.addEventListener('click', () => tell(this, 'refresh-rooms'), { signal });
    this.#own.dress('Settings', icon('settings'));
    this.#own.items = () => [
      { label: 'Change name', sign: 'pencil', action: () => tell(this, 'change-name') },
      { label: 'Keyboard shortcuts', sign: 'keyboard', action: () => tell(this, 'show-keys') },
    ];
    this.#looks.dress('Appearance', icon('sun-moon'));
  }

  disconnectedCallback() {
    this.#stop.abort();
  }

  set profile(profile) {
    this.#me.replaceChildren(avatar(profile.name), element('bdi', { class: 'name', title: profile.name }, profile.name));
    this.#looks.items = () => THEMES.map(({ theme, label, sign }) => ({
      label, sign, group: 'theme', checked: profile.theme === theme, action: () => { profile.theme = theme; },
    }));
  }

  focusHeading() {
    this.#title.focus();
  }

  show(rooms, status, current) {
    renderKeyed(this.#list, rooms.map((room) => ({ key: room.id, room, current: room.id === current })), entry);
    this.#again.hidden = status !== 'unreachable';
    this.#make.hidden = status !== 'ready' || rooms.length > 0;
    this.#state.textContent = stateOf(rooms, status);
  }
}

const entry = {
  make: ({ room }) => element('li', {}, element('a', { href: `/r/${encodeURIComponent(room.id)}`, dir: 'auto', title: room.name }, room.name)),
  update(made, { room, current }, before) {
    if (before?.room.name === room.name && before.current === current) return;
    const link = made.firstElementChild;
    if (link.textContent !== room.name) link.textContent = room.name;
    if (current) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  },
};

function stateOf(rooms, status) {
  if (status === 'loading') return 'Loading…';
  if (status === 'unreachable') return 'The rooms couldn’t be read. Trying again…';
  return rooms.length === 0 ? 'No rooms yet. Make the first one.' : '';
}

customElements.define('room-list', RoomList);
