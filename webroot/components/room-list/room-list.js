import { avatar } from '../avatar/avatar.js';
import { element, tell } from '../element.js';
import { icon } from '../icon/icon.js';
import { renderKeyed } from '../keyed.js';
import { othersIn, sectionsOf } from '../../state/room-sections.js';
import '../menu-button/menu-button.js';

const THEMES = [
  { theme: 'system', label: 'Like the system', sign: 'monitor' },
  { theme: 'light', label: 'Light', sign: 'sun' },
  { theme: 'dark', label: 'Dark', sign: 'moon' },
];
const SECTIONS = [['favourites', 'Favourites'], ['rooms', 'Rooms'], ['direct', 'Direct messages'], ['archived', 'Archived']];

/** The column of rooms, with the ways to make one, and the person's own menus below. */
export class RoomList extends HTMLElement {
  #title = element('h2', { tabindex: '-1', dir: 'auto' }, 'Parley');
  #state = element('p', { class: 'list-state' });
  #new = signButton('New room', 'plus');
  #direct = signButton('New direct message', 'message-square-plus');
  #jump = signButton('Jump to a room', 'search', 'Jump to a room (Ctrl+K)');
  #again = element('button', { type: 'button', class: 'quiet', hidden: true }, 'Try again');
  #make = element('button', { type: 'button', class: 'main', hidden: true }, 'Make a room');
  #signIn = element('a', { href: '/sign-in', class: 'quiet-link' }, 'Sign in');
  #me = element('div', { class: 'me' });
  #own = document.createElement('menu-button');
  #looks = document.createElement('menu-button');
  #sections = new Map(SECTIONS.map(([key, label]) => [key, section(key, label)]));
  #stop = null;

  connectedCallback() {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.replaceChildren(
      element('header', {}, this.#title, this.#jump, this.#direct, this.#new),
      element('nav', { 'aria-label': 'Rooms' }, ...[...this.#sections.values()].map(({ part }) => part), this.#state, this.#again, this.#make),
      element('footer', {}, this.#me, this.#signIn, this.#looks, this.#own));
    const does = new Map([[this.#new, 'new-room'], [this.#make, 'new-room'], [this.#direct, 'new-direct'], [this.#jump, 'jump'], [this.#again, 'refresh-rooms']]);
    for (const [button, event] of does) button.addEventListener('click', () => tell(this, event), { signal });
    this.#own.dress('Settings', icon('settings'));
    this.#looks.dress('Appearance', icon('sun-moon'));
  }

  disconnectedCallback() {
    this.#stop.abort();
  }

  /** Who sits here: `face` as others see them, `me` null for a guest; `moderates()` whether in any room; and the server's name. */
  introduce({ face, me, moderates, profile, server }) {
    this.#title.textContent = server?.name ?? 'Parley';
    this.#me.replaceChildren(avatar(face), element('bdi', { class: 'name', title: face.username }, face.displayName));
    this.#signIn.hidden = me !== null;
    this.#direct.hidden = me === null;
    this.#own.items = () => (me ? this.#accountMenu(me, moderates()) : this.#guestMenu());
    this.#looks.items = () => THEMES.map(({ theme, label, sign }) => ({
      label, sign, group: 'theme', checked: profile.theme === theme, action: () => { profile.theme = theme; },
    }));
  }

  focusHeading() {
    this.#title.focus();
  }

  show({ rooms, status, current, me, people }) {
    const parts = sectionsOf(rooms, { me, nameOf: (name) => people.face(name).displayName });
    const isPlain = SECTIONS.every(([key]) => key === 'rooms' || parts[key].length === 0);
    for (const [key] of SECTIONS) {
      const { part, list, head } = this.#sections.get(key);
      part.hidden = parts[key].length === 0;
      head.hidden = key === 'rooms' && isPlain;
      renderKeyed(list, parts[key].map(({ room, title }) => rowOf({ room, title, me, people, isCurrent: room.id === current })), entry);
    }
    this.#again.hidden = status !== 'unreachable';
    this.#make.hidden = status !== 'ready' || rooms.length > 0;
    this.#state.textContent = stateOf(rooms, status);
  }

  #guestMenu() {
    return [
      { label: 'Change name', sign: 'pencil', action: () => tell(this, 'change-name') },
      { label: 'Keyboard shortcuts', sign: 'keyboard', action: () => tell(this, 'show-keys') },
    ];
  }

  #accountMenu({ isAdministrator }, moderates) {
    const go = (path) => () => tell(this, 'go', path);
    return [
      { label: 'Your account', sign: 'circle-user', group: 'own', action: go('/me') },
      { label: 'People', sign: 'users', group: 'own', action: go('/people') },
      ...(isAdministrator || moderates ? [{ label: isAdministrator ? 'Administration' : 'Reports', sign: 'shield', group: 'own', action: go('/admin') }] : []),
      { label: 'Keyboard shortcuts', sign: 'keyboard', group: 'page', action: () => tell(this, 'show-keys') },
      { label: 'Sign out', sign: 'log-out', group: 'end', action: () => tell(this, 'sign-out') },
    ];
  }
}

function signButton(label, sign, title = label) {
  return element('button', { type: 'button', class: 'sign-button', 'aria-label': label, title }, icon(sign));
}

/** Archived rooms stand behind a toggle; the others need none. */
function section(key, label) {
  const list = element('ul', { role: 'list', 'aria-label': label });
  if (key === 'archived') {
    const head = element('summary', { class: 'section-head' }, icon('chevron-right'), label);
    return { list, head, part: element('details', { class: 'section', hidden: true }, head, list) };
  }
  const head = element('h3', { class: 'section-head' }, label);
  return { list, head, part: element('section', { class: 'section' }, head, list) };
}

function rowOf({ room, title, me, people, isCurrent }) {
  const [first] = room.kind === 'direct' ? othersIn(room, me) : [];
  return { key: room.id, id: room.id, title, isCurrent, sign: signOf(room), face: room.kind === 'direct' ? people.face(first ?? me) : null };
}

function signOf(room) {
  if (room.archived) return 'archive';
  if (room.kind === 'private') return 'lock';
  return room.announcements ? 'megaphone' : 'hash';
}

const WORDS = { lock: 'private', megaphone: 'announcements', archive: 'archived' };

const entry = {
  make: ({ id }) => element('li', {}, element('a', { href: `/r/${encodeURIComponent(id)}` },
    element('span', { class: 'room-sign' }), element('span', { class: 'room-name', dir: 'auto' }))),
  update(made, row, before) {
    const link = made.firstElementChild;
    if (before?.title !== row.title) {
      link.title = row.title;
      link.lastElementChild.textContent = row.title;
    }
    if (before?.sign !== row.sign || before.face !== row.face) {
      link.firstElementChild.replaceChildren(row.face ? presenceOf(row.face) : icon(row.sign));
      link.setAttribute('aria-description', row.face ? '' : WORDS[row.sign] ?? '');
    }
    if (row.isCurrent) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  },
};

function presenceOf(face) {
  return element('span', { class: 'presence', 'data-presence': face.presence }, avatar(face));
}

function stateOf(rooms, status) {
  if (status === 'loading') return 'Loading…';
  if (status === 'unreachable') return 'The rooms couldn’t be read. Trying again…';
  return rooms.length === 0 ? 'No rooms yet. Make the first one.' : '';
}

customElements.define('room-list', RoomList);
