import { pathOf, queryOf } from './requests.js';

/** The people of this server. */
export class PeopleApi {
  #requests;

  constructor({ requests }) {
    this.#requests = requests;
  }

  /** One page of those whose name has `query` in it, and the path of the next one. */
  async find(query = '', { limit = 100, next = null, signal = undefined } = {}) {
    const page = await this.#requests.page(next ?? pathOf('people') + queryOf({ query, limit }), signal);
    return { people: page.items.map(readPerson), next: page.next };
  }

  async get(username, signal = undefined) {
    return readPerson(await this.#requests.get(pathOf('people', username), signal));
  }
}

/** A person as others see them. `presence` is online, away or offline; `lastSeen` null where nobody is to know. */
export function readPerson(person) {
  return Object.freeze({
    id: person.id ?? null,
    username: person.username,
    displayName: person.display_name || person.username,
    about: person.about ?? '',
    status: person.status ?? '',
    role: person.role ?? 'member',
    avatar: typeof person.avatar === 'string' ? person.avatar : null,
    presence: person.presence ?? 'offline',
    lastSeen: Date.parse(person.last_seen) || null,
    deactivated: person.deactivated === true,
  });
}
