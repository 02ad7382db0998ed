import { avatar } from '../avatar/avatar.js';
import { element } from '../element.js';
import { icon } from '../icon/icon.js';
import { quoteOf, reactionsOf, smallPrintOf } from './message-extras.js';
import { clockTime, dayName, exactTime } from '../../state/dates.js';
import { splitLinks } from '../../state/links-in-text.js';
import { sentenceOf } from '../../state/notices.js';

const EXTRAS = ['quote', 'reactions', 'edited', 'pinned', 'replies', 'names', 'id'];
const NOTES = { queued: 'Sending…', sent: 'Sending…', waiting: 'Sending…' };

/** The elements of the conversation: a message, a notice, a line between days, the "new" line. */
export const messageRow = {
  make(row) {
    if (row.kind === 'day') return separator('day');
    if (row.kind === 'new') return separator('new');
    return row.kind === 'notice' ? notice() : message();
  },

  update(made, row, before) {
    if (row.kind === 'day') setText(made.firstElementChild, dayName(row.at, Date.now()));
    else if (row.kind === 'new') setText(made.firstElementChild, 'New');
    else if (row.kind === 'notice') updateNotice(made, row, before);
    else updateMessage(made, row, before);
  },
};

function separator(kind) {
  return element('div', { class: `divider ${kind}-line`, role: 'separator' }, element('span'));
}

function notice() {
  return element('p', { class: 'notice-line' }, element('span', { class: 'said' }), element('time', { class: 'time' }));
}

function message() {
  return element('article', { class: 'message' },
    element('div', { class: 'gutter' }),
    element('p', { class: 'byline' },
      element('button', { type: 'button', class: 'author', 'data-action': 'show-person', tabindex: '-1' }, element('bdi')),
      element('time', { class: 'time' })),
    element('p', { class: 'content', dir: 'auto' }),
    element('button', { type: 'button', class: 'message-more sign-button', tabindex: '-1', 'aria-haspopup': 'menu', 'aria-expanded': 'false' }, icon('ellipsis')));
}

function pieceOf({ text, href }) {
  if (!href) return text;
  return element('a', { href, rel: 'noopener noreferrer nofollow', target: '_blank' }, text);
}

function updateMessage(made, row, before) {
  if (before?.content !== row.content) made.querySelector('.content').replaceChildren(...splitLinks(row.content).map(pieceOf));
  setExtras(made, row, before);
  if (before?.at !== row.at) setTime(made, row.at);
  if (before?.face !== row.face) setAuthor(made, row.face);
  if (before?.leads !== row.leads || before?.face !== row.face) setLead(made, row);
  if (before?.status !== row.status) setStatus(made, row, before?.status);
  if (before?.at !== row.at || before?.face !== row.face) {
    made.querySelector('.message-more').setAttribute('aria-label', `More about the message by ${row.face.displayName}, ${clockTime(row.at)}`);
  }
}

function setExtras(made, row, before) {
  if (before && EXTRAS.every((part) => before[part] === row[part])) return;
  for (const old of made.querySelectorAll('.answered, .reactions, .small-print')) old.remove();
  const content = made.querySelector('.content');
  const quote = quoteOf(row.quote, row.nameOf);
  if (quote) content.before(quote);
  content.after(...[reactionsOf(row), smallPrintOf(row)].filter(Boolean));
}

function setAuthor(made, { username, displayName }) {
  const author = made.querySelector('.author');
  author.dataset.username = username;
  author.title = displayName === username ? '' : username;
  setText(author.firstElementChild, displayName);
}

function setLead(made, { leads, face }) {
  made.dataset.leads = leads;
  made.querySelector('.gutter').replaceChildren(...(leads ? [avatar(face)] : []));
}

function updateNotice(made, row, before) {
  if (before?.at !== row.at) setTime(made, row.at);
  if (before?.key === row.key && before.names === row.names) return;
  made.querySelector('.said').replaceChildren(...sentenceOf({ username: row.username, ...row.notice }).map(({ name, quote, text }) => {
    if (name !== undefined) return element('bdi', { class: 'who' }, row.nameOf(name));
    return quote === undefined ? text : element('bdi', {}, `“${quote}”`);
  }));
}

function setTime(made, at) {
  const time = made.querySelector('.time');
  time.dateTime = new Date(at).toISOString();
  time.title = exactTime(at);
  setText(time, clockTime(at));
}

function setStatus(made, row, before) {
  made.dataset.status = row.status;
  if (before && NOTES[before] && NOTES[row.status]) return;
  made.querySelector('.note')?.remove();
  if (row.status === 'failed') made.append(failure(row));
  else if (NOTES[row.status]) made.append(element('span', { class: 'note visually-hidden' }, NOTES[row.status]));
}

function failure({ nonce, reason }) {
  return element('div', { class: 'note failure' },
    icon('circle-alert'),
    element('span', {}, reason ? `Not sent: ${reason}` : 'Not sent.'),
    element('button', { type: 'button', class: 'quiet', 'data-action': 'retry', 'data-nonce': nonce }, 'Try again'),
    element('button', { type: 'button', class: 'quiet', 'data-action': 'discard', 'data-nonce': nonce }, 'Discard'));
}

function setText(target, text) {
  if (target.textContent !== text) target.textContent = text;
}
