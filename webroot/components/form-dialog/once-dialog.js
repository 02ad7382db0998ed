import { element } from '../element.js';
import { ModalDialog, actions } from '../modal-dialog/modal-dialog.js';
import { copyable } from './copyable.js';

/** Shows something that is shown once: a token, a link, the recovery codes. */
export class OnceDialog extends ModalDialog {
  title = '';
  lead = '';
  label = '';
  secret = '';

  get heading() { return this.title; }

  content() {
    return [element('p', {}, this.lead), copyable(this.label, this.secret), actions('Done')];
  }

  async submit() {
    this.close();
  }
}

customElements.define('once-dialog', OnceDialog);
