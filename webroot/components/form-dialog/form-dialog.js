import { element } from '../element.js';
import { ModalDialog, actions } from '../modal-dialog/modal-dialog.js';
import { anyWrong, valuesOf } from './fields.js';

/**
 * A question in a dialog: `heading`, `lead`, `fields`, and the button's words `yes`. `run(values)` does it; what it rejects with is said
 * and the dialog stays. With `isDangerous` the safe button has the focus.
 */
export class FormDialog extends ModalDialog {
  title = '';
  lead = '';
  fields = [];
  yes = 'Save';
  isDangerous = false;
  run = async () => {};
  done = () => {};
  #problem = element('p', { class: 'field-note', role: 'alert' });
  #busy = false;

  get heading() { return this.title; }

  content() {
    const focused = this.fields[0]?.control;
    if (focused && !this.isDangerous) focused.dataset.focus = '';
    return [
      ...(this.lead ? [element('p', { dir: 'auto' }, this.lead)] : []),
      ...this.fields.map((field) => field.element),
      this.#problem,
      actions(this.yes, { danger: this.isDangerous, cancel: () => this.close() }),
    ];
  }

  async submit() {
    if (this.#busy || anyWrong(this.fields)) return;
    this.#busy = true;
    this.#problem.textContent = '';
    try {
      const result = await this.run(valuesOf(this.fields));
      this.close();
      this.done(result);
    } catch (problem) {
      this.#problem.textContent = problem.message;
    } finally {
      this.#busy = false;
    }
  }
}

customElements.define('form-dialog', FormDialog);
