import { element } from '../element.js';
import { hueOf, initialsOf } from '../../state/person.js';

/** Initials on the person's colour; the name stands beside it, so it is silent for screen readers. */
export function avatar(name) {
  const face = element('span', { class: 'avatar', 'aria-hidden': 'true', dir: 'auto' }, initialsOf(name));
  face.style.setProperty('--hue', hueOf(name));
  return face;
}
