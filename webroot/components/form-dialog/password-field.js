import { element } from '../element.js';
import { MOST, passwordProblem, strengthOf } from '../../state/password.js';
import { line } from './fields.js';

/** A new password, with a bar that says how good it is. The words stand beside it, so the colour alone says nothing. */
export function newPassword({ name = 'password', label = 'Password' } = {}) {
  const words = element('span', { class: 'strength-words' });
  const bar = element('div', { class: 'strength', 'data-strength': '0' }, element('span', { class: 'strength-bar', 'aria-hidden': 'true' }), words);
  const field = line({
    name, label, type: 'password', autocomplete: 'new-password', check: passwordProblem, extra: bar,
    hint: 'At least 10 characters. A sentence only you would think of is better than a short word with signs.',
  });
  field.control.maxLength = MOST * 2;
  field.control.addEventListener('input', () => {
    const { level, words: said } = strengthOf(field.value);
    bar.dataset.strength = level;
    words.textContent = said;
  });
  return field;
}
