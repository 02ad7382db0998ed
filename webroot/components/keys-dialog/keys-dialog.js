import { element } from '../element.js';
import { ModalDialog } from '../modal-dialog/modal-dialog.js';

const COMMAND = /Mac|iPhone|iPad/.test(navigator.platform) ? '⌘' : 'Ctrl';
const KEYS = [
  ['Send the message', ['Enter']],
  ['New line', ['Shift', 'Enter']],
  ['Jump to a room', [COMMAND, 'K']],
  ['Next and previous room', ['Alt', '↓'], ['Alt', '↑']],
  ['Scroll the conversation', ['Page up'], ['Page down']],
  ['Close what is open, or go to the latest message', ['Esc']],
  ['This list', ['?']],
];

/** All keys on one page. */
export class KeysDialog extends ModalDialog {
  get heading() { return 'Keyboard shortcuts'; }

  content() {
    return [element('dl', { class: 'keys' }, ...KEYS.map(([does, ...chords]) => element('div', {},
      element('dt', {}, does),
      element('dd', {}, ...chords.flatMap((chord, index) => [index > 0 ? ' / ' : '', ...keysOf(chord)])))))];
  }
}

function keysOf(chord) {
  return chord.flatMap((key, index) => [index > 0 ? ' + ' : '', element('kbd', {}, key)]);
}

customElements.define('keys-dialog', KeysDialog);
