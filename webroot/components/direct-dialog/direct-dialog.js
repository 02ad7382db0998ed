import { ModalDialog, actions } from '../modal-dialog/modal-dialog.js';
import { PeoplePicker } from '../people-picker/people-picker.js';

const MOST = 7;

/** A conversation with one to seven others. The same people get the same one. */
export class DirectDialog extends ModalDialog {
  people;
  me;
  openDirect;
  opened;
  #picker = null;
  #busy = false;

  get heading() { return 'New direct message'; }

  content() {
    this.#picker = new PeoplePicker({ api: this.people, most: MOST, without: [this.me.username], label: 'To' });
    return [this.#picker.element, actions('Open', { cancel: () => this.close() })];
  }

  async submit() {
    if (this.#busy) return;
    if (this.#picker.picked.length === 0) return this.#picker.complain('Pick at least one person.');
    this.#busy = true;
    try {
      const room = await this.openDirect(this.#picker.picked.map(({ username }) => username));
      this.close();
      this.opened(room);
    } catch (problem) {
      this.#picker.complain(problem.message);
    } finally {
      this.#busy = false;
    }
  }
}

customElements.define('direct-dialog', DirectDialog);
