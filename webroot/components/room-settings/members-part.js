import { avatar } from '../avatar/avatar.js';
import { element } from '../element.js';
import { icon } from '../icon/icon.js';
import { PeoplePicker } from '../people-picker/people-picker.js';
import { badge, button, list, meta, name, part, reading, sayLine } from '../tab-page/parts.js';
import { may, outranks } from '../../state/may.js';
import { muteOrBan } from './mute-or-ban.js';
import '../menu-button/menu-button.js';

const ROLES = ['reader', 'member', 'moderator', 'owner'];

/** Who belongs to the room, and what one may do with them. */
export function membersPart(given) {
  const { room, me, roomApi } = given;
  const { line: said, say } = sayLine();
  const below = element('div', { class: 'below' });
  let names = [];
  const read = async () => {
    const members = await roomApi.members(room.id);
    names = members.map(({ username }) => username);
    return members;
  };
  const shown = reading({ read, show: (members) => show(members, { ...given, say, below, refresh: () => shown.refresh() }) });
  const invite = may('invite', room, me) ? [invitePart({ ...given, say, names: () => names, refresh: () => shown.refresh() })] : [];
  return [...invite, part('Members', said, below, shown.element)];
}

/** `names()` are those of who belongs to it already. */
function invitePart({ room, roomApi, peopleApi, say, names, refresh }) {
  const box = element('div', { class: 'invite' });
  const begin = button('Invite people', async () => {
    const picker = new PeoplePicker({ api: peopleApi, most: 20, without: names(), label: 'People to invite' });
    const end = () => box.replaceChildren(element('div', { class: 'row' }, begin));
    box.replaceChildren(picker.element, element('div', { class: 'row' },
      button('Invite', async () => {
        for (const { username } of picker.picked) await roomApi.putMember(room.id, username);
        say(picker.picked.length === 1 ? `${picker.picked[0].displayName} is a member now.` : `${picker.picked.length} people are members now.`);
        end();
        await refresh();
      }, { kind: 'main', said: (words) => picker.complain(words) }),
      button('Cancel', async () => end())));
    box.querySelector('input').focus();
  }, { kind: 'main' });
  box.append(element('div', { class: 'row' }, begin));
  return part('Invite', box);
}

function show(members, given) {
  const { me } = given;
  return list('Members', members.map((member) => ({
    face: avatar(member),
    what: [
      name(member.displayName, member.username === me.username ? badge('you') : null),
      meta(element('bdi', {}, member.username)),
    ],
    does: member.username === me.username ? [badge(member.role)] : controls(member, given),
  })), 'Nobody belongs to it.');
}

function controls(member, given) {
  const items = itemsFor(member, given);
  const role = roleOf(member, given);
  if (items.length === 0) return [role];
  const menu = document.createElement('menu-button');
  menu.dress(`What to do with ${member.displayName}`, icon('ellipsis-vertical'));
  menu.items = () => items;
  return [role, menu];
}

/** An owner gives roles; others see them. */
function roleOf(member, { room, me, roomApi, say, refresh }) {
  if (!may('set-role', room, me) || !outranks(room, me, member.role)) return badge(member.role);
  const select = element('select', { 'aria-label': `Role of ${member.displayName}` }, ...ROLES.map((role) => element('option', { value: role, selected: role === member.role }, role)));
  select.addEventListener('change', async () => {
    try {
      await roomApi.putMember(room.id, member.username, select.value);
      say(`${member.displayName}: ${select.value}.`);
    } catch (problem) {
      say(problem.message, true);
    }
    await refresh();
  });
  return select;
}

function itemsFor(member, given) {
  const { room, me, roomApi, say, refresh } = given;
  if (!outranks(room, me, member.role)) return [];
  const ask = (kind) => () => muteOrBan(kind, member, given);
  return [
    may('mute', room, me) && { label: 'Mute', sign: 'volume-x', group: 'member', action: ask('mute') },
    may('remove', room, me) && { label: 'Remove from room', sign: 'user-minus', group: 'member', action: async () => {
      try {
        await roomApi.removeMember(room.id, member.username);
        say(`${member.displayName} is removed.`);
        await refresh();
      } catch (problem) {
        say(problem.message, true);
      }
    } },
    may('ban', room, me) && { label: 'Ban', sign: 'ban', group: 'member', danger: true, action: ask('ban') },
  ].filter(Boolean);
}
