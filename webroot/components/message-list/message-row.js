import { avatar } from '../avatar/avatar.js';
import { element } from '../element.js';
import { icon } from '../icon/icon.js';
import { clockTime, dayName, exactTime } from '../../state/dates.js';
import { splitLinks } from '../../state/links-in-text.js';

const NOTES = { queued: 'Sending…', sent: 'Sending…', waiting: 'Sending…' };

/** The elements of the conversation: a message, a line between days, the "new" line. */
export const messageRow = {
  make(row) {
    if (row.kind === 'day') return separator('day');
    if (row.kind === 'new') return separator('new');
    return message(row);
  },

  update(made, row, before) {
    if (row.kind === 'day') setText(made.firstElementChild, dayName(row.at, Date.now()));
    else if (row.kind === 'new') setText(made.firstElementChild, 'New');
    else updateMessage(made, row, before);
  },
};

function separator(kind) {
  return element('div', { class: `divider ${kind}-line`, role: 'separator' }, element('span'));
}

function message(row) {
  const content = element('p', { class: 'content', dir: 'auto' });
  return element('article', { class: 'message' },
    element('div', { class: 'gutter' }),
    element('p', { class: 'byline' },
      element('bdi', { class: 'author' }, row.username),
      element('time', { class: 'time' })),
    content);
}

function pieceOf({ text, href }) {
  if (!href) return text;
  return element('a', { href, rel: 'noopener noreferrer nofollow', target: '_blank' }, text);
}

function updateMessage(made, row, before) {
  if (before?.content !== row.content) made.querySelector('.content').replaceChildren(...splitLinks(row.content).map(pieceOf));
  if (before?.at !== row.at) setTime(made, row.at);
  if (before?.leads !== row.leads) setLead(made, row);
  if (before?.status !== row.status) setStatus(made, row, before?.status);
}

function setLead(made, { leads, username }) {
  made.dataset.leads = leads;
  made.querySelector('.gutter').replaceChildren(...(leads ? [avatar(username)] : []));
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
