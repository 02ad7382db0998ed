import { SHAPES } from './shapes.js';

const SVG = 'http://www.w3.org/2000/svg';

/** A drawing without a name of its own: what it stands on or beside carries the words. */
export function icon(name) {
  const svg = shape('svg', { viewBox: '0 0 24 24', class: 'icon', 'aria-hidden': 'true', focusable: 'false' });
  svg.append(...SHAPES[name].map(([tag, attributes]) => shape(tag, attributes)));
  return svg;
}

function shape(tag, attributes) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}
