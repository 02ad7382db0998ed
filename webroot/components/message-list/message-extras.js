import { element } from '../element.js';

const NAMED = 20;

/** What is answered, above the text. */
export function quoteOf(quote, nameOf) {
  if (!quote) return null;
  return element('blockquote', { class: 'answered' },
    element('bdi', { class: 'who' }, nameOf(quote.username)),
    element('span', { dir: 'auto' }, quote.content || 'This message was deleted.'));
}

/** Who reacted with what; one's own are pressed. */
export function reactionsOf({ id, reactions, me, nameOf }) {
  if (reactions.length === 0) return null;
  return element('div', { class: 'reactions', role: 'group', 'aria-label': 'Reactions' }, ...reactions.map(({ emoji, count, people }) => {
    const names = people.slice(0, NAMED).map(nameOf).join(', ') + (count > people.length ? ` and ${count - people.length} more` : '');
    return element('button', {
      type: 'button', class: 'reaction', 'data-action': 'react', 'data-message': id, 'data-emoji': emoji, 'aria-pressed': String(people.includes(me)),
      title: names, 'aria-label': `${emoji} ${count}: ${names}`,
    }, `${emoji} ${count}`);
  }));
}

/** What is said of a message in small print: how far its thread has come, that it was edited or is pinned. */
export function smallPrintOf({ edited, pinned, replies, nameOf }) {
  const words = [
    replies && (replies.count === 1 ? '1 reply' : `${replies.count.toLocaleString('en')} replies`),
    edited && 'edited',
    pinned && `pinned by ${nameOf(pinned.by)}`,
  ].filter(Boolean);
  return words.length === 0 ? null : element('p', { class: 'small-print' }, words.join(' · '));
}
