import { badge, button, list, meta, name, part, reading, sayLine } from '../tab-page/parts.js';
import { shortTime } from '../../state/dates.js';

/** Who may not write for a while, or not come in. */
export function restrictionsPart({ room, roomApi, people }) {
  const { line: said, say } = sayLine();
  const shown = reading({
    read: async () => (await roomApi.restrictions(room.id)).filter(({ mutedUntil, bannedAt }) => bannedAt !== null || mutedUntil > Date.now()),
    show: (all) => list('Muted and banned', all.map((one) => row(one, { room, roomApi, people, say, refresh: () => shown.refresh() })), 'Nobody is muted or banned here.'),
  });
  return part('Muted and banned', said, shown.element);
}

function row({ username, mutedUntil, bannedAt, reason, by }, { room, roomApi, people, say, refresh }) {
  const { displayName } = people.face(username);
  const banned = bannedAt !== null;
  const end = banned ? () => roomApi.unban(room.id, username) : () => roomApi.unmute(room.id, username);
  return {
    what: [
      name(displayName, badge(banned ? 'banned' : 'muted')),
      meta([banned ? `since ${shortTime(bannedAt)}` : `until ${shortTime(mutedUntil)}`, reason || null, by ? `by ${by}` : null].filter(Boolean).join(' · ')),
    ],
    does: [button(banned ? 'Let in again' : 'Let write again', async () => {
      await end();
      say(`${displayName} ${banned ? 'can come in' : 'can write'} again.`);
      await refresh();
    }, { said: say })],
  };
}
