import { element } from '../element.js';
import { line, radios, tick, valuesOf } from '../form-dialog/fields.js';
import { button } from '../tab-page/parts.js';
import { MUTES } from '../deeds/message-deeds.js';

const ASKS = {
  mute: {
    heading: (name) => `Mute ${name}`,
    fields: () => [radios({ name: 'seconds', label: 'For how long?', options: MUTES })],
    yes: 'Mute',
    run: ({ roomApi, room }, username, { seconds }) => roomApi.mute(room.id, username, Number(seconds)),
    done: (name) => `${name} is muted.`,
  },
  ban: {
    heading: (name) => `Ban ${name}`,
    fields: () => [line({ name: 'reason', label: 'Reason', hint: 'For the other moderators. May be left empty.' }), tick({ name: 'deleteMessages', label: 'Delete everything they wrote here' })],
    yes: 'Ban',
    run: ({ roomApi, room }, username, values) => roomApi.ban(room.id, username, { ...values, reason: values.reason.trim() }),
    done: (name) => `${name} is banned from this room.`,
  },
};

/** Asks within the dialog that is open already: one dialog at a time. */
export function muteOrBan(kind, { username, displayName }, given) {
  const { below, say, refresh } = given;
  const ask = ASKS[kind];
  const fields = ask.fields();
  const end = () => below.replaceChildren();
  below.replaceChildren(element('div', { class: 'part', role: 'group', 'aria-label': ask.heading(displayName) },
    element('h3', {}, ask.heading(displayName)),
    ...fields.map((field) => field.element),
    element('div', { class: 'row' },
      button(ask.yes, async () => {
        await ask.run(given, username, valuesOf(fields));
        end();
        say(ask.done(displayName));
        await refresh();
      }, { kind: kind === 'ban' ? 'main danger' : 'main', said: say }),
      button('Cancel', async () => end()))));
  below.scrollIntoView({ block: 'nearest' });
  fields[0].focus();
}
