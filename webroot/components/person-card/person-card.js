import { avatar } from '../avatar/avatar.js';
import { element } from '../element.js';
import { ModalDialog, actions } from '../modal-dialog/modal-dialog.js';
import { exactTime } from '../../state/dates.js';

const PRESENCE = { online: 'Online', away: 'Away', offline: 'Not here' };
const ROLES = { administrator: 'Administrator' };

/** Who somebody is: shown at once as far as known, whole when the server has answered. */
export class PersonCard extends ModalDialog {
  api;
  face;
  me;
  openDirect;
  opened;
  #body = element('div', { class: 'person-body' });
  #problem = element('p', { class: 'field-note', role: 'alert' });

  get heading() { return this.face.displayName; }

  content() {
    this.#show(this.face);
    this.#read();
    const isOther = this.me !== null && this.face.isKnown && this.me.username !== this.face.username;
    return [this.#body, this.#problem, ...(isOther ? [actions('Message')] : [])];
  }

  async submit() {
    try {
      const room = await this.openDirect([this.face.username]);
      this.close();
      this.opened(room);
    } catch (problem) {
      this.#problem.textContent = problem.message;
    }
  }

  /** Guests have no profile, and that isn't worth a complaint. */
  async #read() {
    const person = await this.api.get(this.face.username).catch(() => null);
    if (person) this.#show({ ...person, isKnown: true });
  }

  #show(person) {
    const { username, displayName, status, about, presence, lastSeen, role, isKnown } = person;
    const seen = isKnown ? seenOf(presence, lastSeen) : 'A guest, without an account';
    this.#body.replaceChildren(
      element('div', { class: 'person-head' },
        element('span', { class: 'presence', 'data-presence': presence }, avatar(person, 256)),
        element('div', { class: 'person-facts' },
          displayName === username ? null : element('bdi', { class: 'username' }, username),
          status ? element('p', { class: 'status', dir: 'auto' }, status) : null,
          element('p', { class: 'seen' }, [seen, ROLES[role]].filter(Boolean).join(' · ')))),
      ...(about ? [element('p', { class: 'person-about', dir: 'auto' }, about)] : []));
  }
}

function seenOf(presence, lastSeen) {
  if (presence !== 'offline' || lastSeen === null) return PRESENCE[presence] ?? '';
  return `Last seen ${exactTime(lastSeen)}`;
}

customElements.define('person-card', PersonCard);
