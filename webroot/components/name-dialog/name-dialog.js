import { uniqueId } from '../element.js';
import { ModalDialog, actions } from '../modal-dialog/modal-dialog.js';
import { TextField } from '../text-field/text-field.js';
import { nameProblem } from '../../state/text-rules.js';

/** Another name for the person. `problem` says why one is asked for; `renamed(name)` gets the new one. */
export class NameDialog extends ModalDialog {
  name = '';
  problem = null;
  renamed;
  #field = null;

  get heading() { return 'Change name'; }

  content() {
    this.#field = new TextField({ label: 'Your name', id: uniqueId('name'), value: this.name, hint: 'What you said so far keeps the old one.', autocomplete: 'nickname' });
    return [this.#field.element, actions('Save', { cancel: () => this.close() })];
  }

  connectedCallback() {
    super.connectedCallback();
    if (this.problem) this.#field.complain(this.problem);
    this.#field.select();
  }

  async submit() {
    if (this.#field.complain(nameProblem(this.#field.value))) return;
    this.close();
    this.renamed(this.#field.value);
  }
}

customElements.define('name-dialog', NameDialog);
