import { uniqueId } from '../element.js';
import { ModalDialog, actions } from '../modal-dialog/modal-dialog.js';
import { TextField } from '../text-field/text-field.js';
import { roomNameProblem } from '../../state/text-rules.js';

/** Asks for a room's name and makes it. `create(name)` is given; `created(room)` is called when it worked. */
export class NewRoomDialog extends ModalDialog {
  create;
  created;
  #name = new TextField({ label: 'Room name', id: uniqueId('room-name'), hint: 'Everybody on this server can see it and come in.' });
  #busy = false;

  get heading() { return 'New room'; }

  content() {
    return [this.#name.element, actions('Create room', { cancel: () => this.close() })];
  }

  async submit() {
    if (this.#busy || this.#name.complain(roomNameProblem(this.#name.value))) return;
    this.#busy = true;
    try {
      const room = await this.create(this.#name.value);
      this.close();
      this.created(room);
    } catch (problem) {
      this.#name.complain(problem.message);
    } finally {
      this.#busy = false;
    }
  }
}

customElements.define('new-room-dialog', NewRoomDialog);
