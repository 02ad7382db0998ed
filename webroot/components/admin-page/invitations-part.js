import { element } from '../element.js';
import { choice, line } from '../form-dialog/fields.js';
import { badge, button, list, meta, name, part, reading, sayLine } from '../tab-page/parts.js';
import { whole } from '../whole-link.js';
import { shortTime } from '../../state/dates.js';

const HOURS = [['24', 'One day'], ['168', 'One week'], ['720', '30 days']];
const USES = [['1', 'One person'], ['10', 'Up to 10 people'], ['100', 'Up to 100 people']];

/** Links that let people make an account. */
export function invitationsPart({ admin, openDialog }) {
  const { line: said, say } = sayLine();
  const shown = reading({ read: () => admin.invitations(), show: (all) => show(all, { admin, say, refresh: () => shown.refresh() }) });
  const create = button('New invitation', () => openDialog('form-dialog', {
    title: 'New invitation',
    fields: [
      choice({ name: 'uses', label: 'For whom?', options: USES }),
      choice({ name: 'hours', label: 'How long does it hold?', options: HOURS, value: '168' }),
      line({ name: 'note', label: 'Note', hint: 'Only administrators see it. May be left empty.' }),
    ],
    yes: 'Make the link',
    run: ({ hours, uses, note }) => admin.createInvitation({ hours: Number(hours), uses: Number(uses), note: note.trim() }),
    done: ({ link }) => {
      openDialog('once-dialog', { title: 'The invitation', lead: 'Whoever has this link can make an account. It is shown only now.', label: 'Link', secret: whole(link) });
      shown.refresh();
    },
  }), { kind: 'main' });
  return part('Invitations', element('div', { class: 'row' }, create), said, shown.element);
}

function show(invitations, { admin, say, refresh }) {
  return list('Invitations', invitations.map((invitation) => ({
    what: [
      name(invitation.note || 'Invitation', ...stateOf(invitation).map(badge)),
      meta([invitation.most ? `${invitation.used} of ${invitation.most} used` : `${invitation.used} used`, invitation.expiresAt ? `until ${shortTime(invitation.expiresAt)}` : null, invitation.madeBy ? `by ${invitation.madeBy}` : null].filter(Boolean).join(' · ')),
    ],
    does: stateOf(invitation).length > 0 ? [] : [button('Revoke', async () => {
      await admin.revokeInvitation(invitation.id);
      say('The link doesn’t work any more.');
      await refresh();
    }, { said: say, kind: 'quiet danger', title: `Revoke ${invitation.note || 'invitation'}` })],
  })), 'No invitations.');
}

function stateOf({ expiresAt, used, most }) {
  if (expiresAt !== null && expiresAt < Date.now()) return ['run out'];
  return most > 0 && used >= most ? ['used up'] : [];
}
