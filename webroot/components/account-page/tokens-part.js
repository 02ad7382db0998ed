import { element } from '../element.js';
import { choice, line, tick } from '../form-dialog/fields.js';
import { button, list, meta, name, part, reading, sayLine } from '../tab-page/parts.js';
import { shortTime } from '../../state/dates.js';

const SCOPES = [['read', 'Read rooms and messages'], ['write', 'Write, and change rooms'], ['admin', 'Administer the server']];
const DAYS = [['30', '30 days'], ['90', '90 days'], ['365', 'A year'], ['', 'Never']];

/** Access tokens, for programs that act as oneself. */
export function tokensPart({ me, session, openDialog }) {
  const { line: said, say } = sayLine();
  const shown = reading({ read: () => me.tokens(), show: (tokens) => show(tokens, { me, say, refresh: () => shown.refresh() }) });
  const create = button('New token', () => openDialog('form-dialog', newToken({ me, session, openDialog, refresh: () => shown.refresh() })), { kind: 'main' });
  return part('Access tokens',
    element('p', {}, 'A program that has one acts as you, within what the token is good for. It goes into the header “Authorization: Bearer”.'),
    element('div', { class: 'row' }, create), shown.element, said);
}

function newToken({ me, session, openDialog, refresh }) {
  const scopes = SCOPES.filter(([scope]) => scope !== 'admin' || session.me.isAdministrator)
    .map(([scope, label]) => tick({ name: scope, label, value: scope === 'read' }));
  return {
    title: 'New access token',
    fields: [
      line({ name: 'name', label: 'What is it for?', check: (text) => (text.trim() === '' ? 'Give it a name, so that you know it again.' : null) }),
      ...scopes,
      choice({ name: 'days', label: 'Until when?', options: DAYS, value: '90' }),
    ],
    yes: 'Make the token',
    run: (values) => create(me, values),
    done: ({ name: called, token }) => {
      openDialog('once-dialog', { title: `The token “${called}”`, lead: 'Copy it now: it is never shown again.', label: 'Token', secret: token });
      refresh();
    },
  };
}

async function create(me, { name: called, days, ...ticked }) {
  const scopes = SCOPES.map(([scope]) => scope).filter((scope) => ticked[scope]);
  if (scopes.length === 0) throw new Error('Say what it is good for.');
  return me.createToken({ name: called.trim(), scopes, expiresInDays: days ? Number(days) : null });
}

function show(tokens, { me, say, refresh }) {
  return list('Access tokens', tokens.map((token) => ({
    what: [
      name(token.name),
      meta([token.scopes.join(', '), token.expiresAt ? `until ${shortTime(token.expiresAt)}` : 'without end', token.usedAt ? `last used ${shortTime(token.usedAt)}` : 'never used'].join(' · ')),
    ],
    does: [button('Revoke', async () => {
      await me.revokeToken(token.id);
      say(`“${token.name}” doesn’t work any more.`);
      await refresh();
    }, { said: say, kind: 'quiet danger', title: `Revoke ${token.name}` })],
  })), 'No tokens.');
}
