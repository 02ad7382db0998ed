import { avatar } from '../avatar/avatar.js';
import { element, tell } from '../element.js';
import { line } from '../form-dialog/fields.js';
import { badge, button, list, meta, name } from '../tab-page/parts.js';
import { TabPage } from '../tab-page/tab-page.js';
import { PeopleApi } from '../../net/people-api.js';

const PAUSE = 250;

/** Everybody on this server, to be found by name. */
export class PeoplePage extends TabPage {
  requests;
  session;
  rooms;
  go;

  get heading() { return 'People'; }

  tabs() {
    return [{ key: 'all', label: 'Everybody', make: () => this.#all() }];
  }

  #all() {
    const api = new PeopleApi({ requests: this.requests });
    return searchable({ api, row: (person, refresh, say) => this.#row(person, say) });
  }

  #row(person, say) {
    const { username, displayName, status, presence, role } = person;
    return {
      face: element('span', { class: 'presence', 'data-presence': presence }, avatar(person)),
      what: [
        name(displayName, displayName === username ? null : element('bdi', { class: 'other-name' }, username), role === 'administrator' ? badge('administrator') : null),
        meta(element('span', { dir: 'auto' }, status)),
      ].filter(Boolean),
      does: [
        button('Profile', async () => tell(this, 'show-person', username), { title: `Profile of ${displayName}` }),
        ...(username === this.session.me.username ? [] : [button('Message', async () => {
          const room = await this.rooms.openDirect([username]);
          this.go(`/r/${room.id}`);
        }, { said: say, title: `Message ${displayName}` })]),
      ],
    };
  }
}

/** A list of people with a field to find them by. `row(person, refresh, say)` makes one's row. */
export function searchable({ api, row }) {
  const query = line({ name: 'query', label: 'Find somebody', type: 'search' });
  const box = element('div', { class: 'reading' }, element('p', { class: 'list-state' }, 'Loading…'));
  const said = element('p', { class: 'field-note say', role: 'status' });
  const say = (words, isProblem = false) => {
    said.textContent = words;
    said.toggleAttribute('data-problem', isProblem);
  };
  let people = [];
  let turn = 0;
  let timer = null;
  const show = (next) => {
    const shown = list('People', people.map((person) => row(person, () => read(null), say)), 'Nobody has this in their name.');
    box.replaceChildren(shown, ...(next ? [element('div', { class: 'row' }, button('Show more', () => read(next), { said: say }))] : []));
  };
  const read = async (next) => {
    const mine = turn += 1;
    try {
      const found = await api.find(query.value.trim(), { limit: 50, next });
      if (mine !== turn) return;
      people = next ? [...people, ...found.people] : found.people;
      show(found.next);
    } catch (problem) {
      say(problem.message, true);
    }
  };
  query.control.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => read(null), PAUSE);
  });
  read(null);
  return [element('div', { class: 'search-row' }, query.element), said, box];
}

customElements.define('people-page', PeoplePage);
