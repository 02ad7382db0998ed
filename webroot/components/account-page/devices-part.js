import { element } from '../element.js';
import { badge, button, list, meta, name, part, reading, sayLine } from '../tab-page/parts.js';
import { agentName } from '../../state/agent-name.js';
import { shortTime } from '../../state/dates.js';

/** Where one is signed in. */
export function devicesPart({ me }) {
  const { line: said, say } = sayLine();
  const shown = reading({ read: () => me.sessions(), show: (sessions) => show(sessions, { me, say, refresh: () => shown.refresh() }) });
  return part('Where you are signed in', shown.element, said);
}

function show(sessions, { me, say, refresh }) {
  const rows = sessions.map((session) => ({
    what: [
      name(agentName(session.agent), ...(session.isCurrent ? [badge('this one')] : [])),
      meta([session.address, session.seenAt ? `last seen ${shortTime(session.seenAt)}` : null, session.createdAt ? `signed in ${shortTime(session.createdAt)}` : null].filter(Boolean).join(' · ')),
    ],
    does: session.isCurrent ? [] : [button('Sign out', async () => {
      await me.revokeSession(session.id);
      say('Signed out there.');
      await refresh();
    }, { said: say, title: `Sign out ${agentName(session.agent)}` })],
  }));
  const all = sessions.length > 1 ? [element('div', { class: 'row' }, button('Sign out all others', async () => {
    await me.revokeOtherSessions();
    say('Only this device is signed in now.');
    await refresh();
  }, { said: say }))] : [];
  return [list('Devices', rows, 'Nothing is signed in.'), ...all];
}
