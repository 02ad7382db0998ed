import { element } from '../element.js';
import { ModalDialog, actions } from '../modal-dialog/modal-dialog.js';

/** Makes sure before a room goes for good. The safe button has the focus. `remover()` does it, `removed()` follows. */
export class DeleteRoomDialog extends ModalDialog {
  room;
  remover;
  removed;
  #problem = element('p', { class: 'field-note', role: 'alert' });
  #busy = false;

  get heading() { return `Delete “${this.room.name}”?`; }

  content() {
    return [
      element('p', {}, 'The room and all its messages go, for everybody. This can’t be undone.'),
      this.#problem,
      actions('Delete room', { danger: true, cancel: () => this.close() }),
    ];
  }

  async submit() {
    if (this.#busy) return;
    this.#busy = true;
    try {
      await this.remover();
      this.close();
      this.removed();
    } catch (problem) {
      this.#problem.textContent = problem.message;
    } finally {
      this.#busy = false;
    }
  }
}

customElements.define('delete-room-dialog', DeleteRoomDialog);
