import { uniqueId } from '../element.js';
import { line, radios, tick } from '../form-dialog/fields.js';
import { ModalDialog, actions } from '../modal-dialog/modal-dialog.js';
import { TextField } from '../text-field/text-field.js';
import { roomNameProblem } from '../../state/text-rules.js';

const KINDS = [['public', 'Public', 'Everybody on this server can see it and come in.'], ['private', 'Private', 'Only who is invited knows that it is there.']];

/** Asks for a room's name and makes it. `create(details)` is given; `created(room)` is called when it worked. A guest makes public rooms. */
export class NewRoomDialog extends ModalDialog {
  me = null;
  create;
  created;
  #name = null;
  #more = [];
  #busy = false;

  get heading() { return 'New room'; }

  content() {
    this.#name = new TextField({ label: 'Room name', id: uniqueId('room-name'), hint: this.me ? '' : 'Everybody on this server can see it and come in.' });
    if (this.me) {
      this.#more = [
        radios({ name: 'kind', label: 'Who can come in?', options: KINDS }),
        line({ name: 'topic', label: 'Topic', hint: 'What it is about. May be left empty.' }),
        tick({ name: 'announcements', label: 'For announcements: only moderators write' }),
      ];
    }
    return [this.#name.element, ...this.#more.map((field) => field.element), actions('Create room', { cancel: () => this.close() })];
  }

  async submit() {
    if (this.#busy || this.#name.complain(roomNameProblem(this.#name.value))) return;
    this.#busy = true;
    try {
      const room = await this.create({ name: this.#name.value, ...this.#details() });
      this.close();
      this.created(room);
    } catch (problem) {
      this.#name.complain(problem.message);
    } finally {
      this.#busy = false;
    }
  }

  /** Without an account there is nothing but the name. */
  #details() {
    if (!this.me) return {};
    const { kind, topic, announcements } = Object.fromEntries(this.#more.map((field) => [field.name, field.value]));
    return { kind, topic: topic.trim(), posting: announcements ? 'moderators' : 'everyone' };
  }
}

customElements.define('new-room-dialog', NewRoomDialog);
