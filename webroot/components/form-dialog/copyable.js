import { element } from '../element.js';
import { icon } from '../icon/icon.js';

/** Text to take along, with a button that copies it where the browser can. */
export function copyable(label, text) {
  const shown = element('output', { class: 'copy-text', 'aria-label': label, tabindex: '0' }, text);
  const said = element('span', { class: 'field-note', role: 'status' });
  const button = element('button', { type: 'button', class: 'quiet copy-button' }, icon('copy'), 'Copy');
  button.hidden = !navigator.clipboard;
  button.addEventListener('click', async () => {
    const copied = await navigator.clipboard.writeText(text).then(() => true, () => false);
    said.textContent = copied ? 'Copied.' : 'It couldn’t be copied: select it by hand.';
  });
  return element('div', { class: 'copyable' }, shown, element('div', { class: 'copy-row' }, button, said));
}
