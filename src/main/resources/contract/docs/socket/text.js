import { element } from '/static/components/element.js';
import { blocksOf, partsOf } from '/docs/socket/markdown.js';

/** A line of the contract's text as nodes. */
export function inline(text) {
  return partsOf(text).map((part) => {
    if (part.kind === 'code') return element('code', {}, part.text);
    if (part.kind === 'emphasis') return element('em', {}, part.text);
    if (part.kind === 'link') return element('a', { href: part.to }, part.text);
    return part.text;
  });
}

/** A text of the contract as elements, its headings with anchors. */
export function prose(markdown) {
  let section = '';
  return blocksOf(markdown).map((block) => {
    if (block.kind === 'heading') section = block.text;
    return BLOCKS[block.kind](block, section);
  });
}

const BLOCKS = {
  heading: ({ level, text }) => element(`h${level}`, { id: anchorOf(text) }, ...inline(text)),
  paragraph: ({ text }) => element('p', {}, ...inline(text)),
  list: ({ ordered, items }) =>
    element(ordered ? 'ol' : 'ul', {}, ...items.map((item) => element('li', {}, ...inline(item)))),
  // what is wider than a phone scrolls by itself, by keyboard too
  table: ({ head, rows }, section) =>
    element('div', { class: 'wide', role: 'group', 'aria-label': `Table: ${section}`, tabindex: '0' },
      element('table', {},
        element('thead', {}, row(head, 'th')),
        element('tbody', {}, ...rows.map((cells) => row(cells, 'td'))))),
};

function row(cells, tag) {
  return element('tr', {}, ...cells.map((cell) => {
    // a corner without words heads nothing
    const kind = cell === '' ? 'td' : tag;
    return element(kind, kind === 'th' ? { scope: 'col' } : {}, ...inline(cell));
  }));
}

/** Where a heading can be linked to. */
export function anchorOf(heading) {
  return heading.toLowerCase().replace(/[^a-z0-9]+/g, '-');
}
