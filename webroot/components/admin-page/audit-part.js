import { element } from '../element.js';
import { line } from '../form-dialog/fields.js';
import { button, sayLine } from '../tab-page/parts.js';
import { shortTime } from '../../state/dates.js';

/** Who did what to whom, when and from where; to be filtered and exported. */
export function auditPart({ admin }) {
  const { line: said, say } = sayLine();
  const fields = [
    line({ name: 'who', label: 'Who', type: 'search' }), line({ name: 'what', label: 'What', type: 'search' }), line({ name: 'whom', label: 'To whom', type: 'search' }),
    line({ name: 'from', label: 'From', type: 'date' }), line({ name: 'to', label: 'To', type: 'date' }),
  ];
  const rows = element('tbody');
  const more = element('div', { class: 'row' });
  const save = element('a', { class: 'quiet export-link', download: '' }, 'Export');
  const read = async (next = null) => {
    const filters = filtersOf(fields);
    save.href = admin.auditExportPath(filters);
    const page = await admin.audit(filters, next);
    if (!next) rows.replaceChildren();
    rows.append(...page.entries.map(row));
    more.replaceChildren(...(page.next ? [button('Show earlier ones', () => read(page.next), { said: say })] : []));
    say(rows.childElementCount === 0 ? 'Nothing of this kind happened.' : '');
  };
  const filter = element('form', { class: 'search-row', novalidate: true }, ...fields.map((field) => field.element), element('button', { type: 'submit', class: 'main' }, 'Filter'), save);
  const begin = () => read().catch((problem) => say(problem.message, true));
  filter.addEventListener('submit', (event) => {
    event.preventDefault();
    begin();
  });
  begin();
  const head = element('thead', {}, element('tr', {}, ...['When', 'Who', 'What', 'To whom', 'From where'].map((words) => element('th', { scope: 'col' }, words))));
  return element('div', { class: 'wide' }, filter, said, element('table', { class: 'audit-table', 'aria-label': 'Audit log' }, head, rows), more);
}

function row({ at, who, what, whom, address, detail }) {
  const more = Object.entries(detail).filter(([, value]) => value !== '').map(([key, value]) => `${key}: ${value}`).join(', ');
  return element('tr', {},
    element('td', {}, element('time', { datetime: new Date(at).toISOString() }, shortTime(at))),
    element('td', {}, element('bdi', {}, who)),
    element('td', {}, what, ...(more ? [element('span', { class: 'thing-meta' }, ` ${more}`)] : [])),
    element('td', {}, ...(whom ? [element('bdi', {}, whom)] : [])),
    element('td', {}, ...(address ? [address] : [])));
}

/** A day means all of it, in the reader's own time. */
function filtersOf(fields) {
  const { who, what, whom, from, to } = Object.fromEntries(fields.map((field) => [field.name, field.value.trim()]));
  return { who, what: what.toLowerCase(), whom, from: from && new Date(`${from}T00:00:00`).toISOString(), to: to && new Date(`${to}T23:59:59.999`).toISOString() };
}
