import { ModalDialog } from '../modal-dialog/modal-dialog.js';
import { Tabs } from '../tab-page/tabs.js';
import { may } from '../../state/may.js';
import { membersPart } from './members-part.js';
import { restrictionsPart } from './restrictions-part.js';
import { settingsPart } from './settings-part.js';

/** A room's settings, its members, and who may not write or come in; what one may not do isn't there. */
export class RoomSettings extends ModalDialog {
  room;
  part = 'settings';
  me;
  rooms;
  people;
  roomApi;
  peopleApi;
  go;
  #tabs = null;

  get heading() { return this.room.kind === 'direct' ? 'Notifications' : this.room.name; }

  content() {
    const { room, me } = this;
    const given = { room, me, rooms: this.rooms, people: this.people, roomApi: this.roomApi, peopleApi: this.peopleApi, close: () => this.close(), go: this.go, changed: (changes) => this.#changed(changes) };
    const now = () => ({ ...given, room: this.room });
    const tabs = [{ key: 'settings', label: 'Settings', make: () => settingsPart(now()) }];
    if (room.kind !== 'direct') tabs.push({ key: 'members', label: 'Members', make: () => membersPart(now()) });
    if (may('restrictions', room, me)) tabs.push({ key: 'restrictions', label: 'Muted and banned', make: () => restrictionsPart(now()) });
    this.#tabs = new Tabs({ label: 'Room', tabs });
    this.#tabs.open(this.part);
    this.#tabs.list.hidden = tabs.length === 1;
    return [this.#tabs.list, this.#tabs.panel];
  }

  /** Enter in a field is for its own form within the part. */
  async submit() {}

  #changed(changes) {
    this.room = { ...this.room, ...changes };
  }
}

customElements.define('room-settings', RoomSettings);
