import { avatar } from '../avatar/avatar.js';
import { element } from '../element.js';
import { tick } from '../form-dialog/fields.js';
import { searchable } from '../people-page/people-page.js';
import { badge, meta, name } from '../tab-page/parts.js';
import { whole } from '../whole-link.js';
import { shortTime } from '../../state/dates.js';
import '../menu-button/menu-button.js';
import { icon } from '../icon/icon.js';

/** Everybody, and what an administrator can do with them. */
export function peoplePart(given) {
  return searchable({ api: given.find, row: (person, refresh, say) => row(person, { ...given, refresh, say }) });
}

function row(person, given) {
  const { username, displayName, role, presence, lastSeen, deactivated } = person;
  const isMe = username === given.session.me.username;
  return {
    face: element('span', { class: 'presence', 'data-presence': presence }, avatar(person)),
    what: [
      name(displayName, displayName === username ? null : element('bdi', { class: 'other-name' }, username),
        role === 'administrator' ? badge('administrator') : null, deactivated ? badge('deactivated') : null, isMe ? badge('you') : null),
      meta(presence === 'offline' ? (lastSeen ? `Last seen ${shortTime(lastSeen)}` : 'Not here') : presence === 'away' ? 'Away' : 'Online'),
    ],
    does: isMe ? [] : [menu(person, given)],
  };
}

function menu(person, given) {
  const made = document.createElement('menu-button');
  made.dress(`What to do with ${person.displayName}`, icon('ellipsis-vertical'));
  made.items = () => items(person, given);
  return made;
}

function items(person, given) {
  const { username, displayName, role, deactivated } = person;
  const { admin, refresh, say } = given;
  const act = (work, words) => async () => {
    try {
      await work();
      say(words);
      await refresh();
    } catch (problem) {
      say(problem.message, true);
    }
  };
  const isAdministrator = role === 'administrator';
  return [
    { label: 'Link for a new password', sign: 'key-round', group: 'help', action: () => resetLink(person, given) },
    { label: 'Sign out everywhere', sign: 'log-out', group: 'help', action: act(() => admin.signOutPerson(username), `${displayName} is signed out.`) },
    isAdministrator
      ? { label: 'Make a member', sign: 'user', group: 'role', action: act(() => admin.changePerson(username, { role: 'member' }), `${displayName} is a member now.`) }
      : { label: 'Make an administrator', sign: 'shield', group: 'role', action: act(() => admin.changePerson(username, { role: 'administrator' }), `${displayName} is an administrator now.`) },
    deactivated
      ? { label: 'Let in again', sign: 'log-in', group: 'end', action: act(() => admin.changePerson(username, { deactivated: false }), `${displayName} can come in again.`) }
      : { label: 'Deactivate', sign: 'user-minus', group: 'end', action: act(() => admin.changePerson(username, { deactivated: true }), `${displayName} can’t come in any more.`) },
    { label: 'Ban', sign: 'ban', group: 'end', danger: true, action: () => ban(person, given) },
  ];
}

async function resetLink({ username, displayName }, { admin, openDialog, say }) {
  try {
    const { link, expiresAt } = await admin.createResetLink(username);
    await openDialog('once-dialog', {
      title: `New password for ${displayName}`, label: 'Link', secret: whole(link),
      lead: `Send this link to nobody else. It works once${expiresAt ? `, until ${shortTime(expiresAt)}` : ''}, and is shown only now.`,
    });
  } catch (problem) {
    say(problem.message, true);
  }
}

function ban({ username, displayName }, { admin, openDialog, refresh, say }) {
  return openDialog('form-dialog', {
    title: `Ban ${displayName}?`,
    lead: 'They are signed out everywhere within a second, and can’t come in again.',
    fields: [tick({ name: 'deleteMessages', label: 'Delete everything they wrote' })],
    yes: 'Ban',
    isDangerous: true,
    run: ({ deleteMessages }) => admin.banPerson(username, deleteMessages),
    done: () => {
      say(`${displayName} is banned.`);
      refresh();
    },
  });
}
