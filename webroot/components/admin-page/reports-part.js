import { element } from '../element.js';
import { ban } from '../deeds/message-deeds.js';
import { badge, button, list, meta, name, part, reading, sayLine } from '../tab-page/parts.js';
import { Tabs } from '../tab-page/tabs.js';
import { shortTime } from '../../state/dates.js';

/** What people have reported, the newest first, and what to do about it. */
export function reportsPart(given) {
  const tabs = new Tabs({
    label: 'Reports',
    tabs: [{ key: 'open', label: 'Open', make: () => queue('open', given) }, { key: 'closed', label: 'Closed', make: () => queue('closed', given) }],
  });
  tabs.open('open');
  return [tabs.list, tabs.panel];
}

function queue(state, given) {
  const { line: said, say } = sayLine();
  const shown = reading({
    read: () => given.admin.reports(state),
    show: (reports) => list('Reports', reports.map((report) => row(report, { ...given, say, refresh: () => shown.refresh() })),
      state === 'open' ? 'Nothing is reported.' : 'No report was closed yet.'),
  });
  return part(state === 'open' ? 'Open reports' : 'Closed reports', said, shown.element);
}

function row(report, given) {
  const { author, content, reason, reporter, roomName, createdAt, outcome, closedBy } = report;
  return {
    what: [
      name(author, outcome ? badge(outcome) : null),
      element('blockquote', { class: 'quoted', dir: 'auto' }, content || '(deleted)'),
      element('p', {}, 'Reported by ', element('bdi', {}, reporter), ': ', element('bdi', {}, reason)),
      meta([roomName ? `in ${roomName}` : null, shortTime(createdAt), closedBy ? `closed by ${closedBy}` : null].filter(Boolean).join(' · ')),
    ],
    does: outcome ? [] : buttons(report, given),
  };
}

function buttons(report, given) {
  const { admin, api, say, refresh } = given;
  const settle = async (outcome, words) => {
    await admin.closeReport(report.id, outcome);
    say(words);
    await refresh();
  };
  return [
    button('Dismiss', () => settle('dismissed', 'Dismissed.'), { said: say }),
    button('Delete message', async () => {
      await api.deleteMessage(report.roomId, report.messageId);
      await settle('acted', 'The message is deleted.');
    }, { said: say, kind: 'quiet danger' }),
    button('Ban from room', () => ban({ id: report.roomId, name: report.roomName || 'this room' }, report.author, {
      ...given, done: () => settle('acted', `${report.author} is banned from the room.`).catch((problem) => say(problem.message, true)),
    }), { said: say, kind: 'quiet danger' }),
  ];
}
