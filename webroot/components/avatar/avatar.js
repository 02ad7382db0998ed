import { element } from '../element.js';
import { hueOf, initialsOf } from '../../state/person.js';

/**
 * A person's picture, or their initials on their colour; the name stands beside it, so it is silent for screen readers.
 * `face` is of `People`; a picture that can't be shown gives way to the initials.
 */
export function avatar({ username, displayName, avatar: picture }, size = 64) {
  const drawn = element('span', { class: 'avatar', 'aria-hidden': 'true', dir: 'auto' }, initialsOf(displayName));
  drawn.style.setProperty('--hue', hueOf(username));
  if (picture === null) return drawn;
  const image = element('img', { src: withSize(picture, size), alt: '', width: size, height: size, loading: 'lazy', decoding: 'async' });
  image.addEventListener('error', () => image.remove());
  drawn.append(image);
  return drawn;
}

function withSize(picture, size) {
  if (picture.startsWith('data:')) return picture;
  const url = new URL(picture, location.origin);
  url.searchParams.set('size', size);
  return url.pathname + url.search;
}
