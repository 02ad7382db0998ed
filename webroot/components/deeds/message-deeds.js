import { area, line, radios, tick } from '../form-dialog/fields.js';
import { RoomApi } from '../../net/room-api.js';

export const MUTES = [['600', '10 minutes'], ['3600', '1 hour'], ['86400', '1 day']];

/** What can be done with a message, or with its author because of it. */
export const messageDeeds = {
  'copy-text': async ({ message }, { say }) => {
    const copied = await navigator.clipboard.writeText(message.content).then(() => true, () => false);
    say(copied ? 'The text is copied.' : 'The text couldn’t be copied. Select it by hand.');
  },

  report: ({ room, message }, { openDialog, api, session, guest, say }) => openDialog('form-dialog', {
    title: 'Report this message',
    lead: 'Who moderates here gets the message as it is now, your name, and what you write below.',
    fields: [area({ name: 'reason', label: 'What is wrong with it?', check: (text) => (text.trim() === '' ? 'Say in a few words what is wrong.' : null) })],
    yes: 'Report',
    run: ({ reason }) => api.reportMessage(room.id, message.id, reason.trim(), session.me ? undefined : guest),
    done: () => say('Thank you. The message is reported.'),
  }),

  react: ({ room, message, emoji, isOn }, { api }) => api.react(room.id, message.id, emoji, isOn),
  pin: ({ room, message }, { api }) => api.pin(room.id, message.id, !message.pinned),

  edit: ({ room, message }, { openDialog, api }) => openDialog('form-dialog', {
    title: 'Edit your message',
    fields: [area({ name: 'content', label: 'Message', value: message.content, check: (text) => (text.trim() === '' ? 'Write something, or delete the message.' : null) })],
    yes: 'Save',
    run: ({ content }) => api.editMessage(room.id, message.id, content),
  }),

  'delete-message': ({ room, message }, { openDialog, api }) => openDialog('form-dialog', {
    title: 'Delete this message?',
    lead: 'It goes for everybody, and can’t be brought back.',
    yes: 'Delete message',
    isDangerous: true,
    run: () => api.deleteMessage(room.id, message.id),
  }),

  mute: ({ room, message }, services) => mute(room, message.username, services),
  ban: ({ room, message }, services) => ban(room, message.username, services),
};

export function mute(room, username, { openDialog, requests, say, people, done = () => {} }) {
  const name = people.face(username).displayName;
  return openDialog('form-dialog', {
    title: `Mute ${name}?`,
    lead: `They can go on reading in “${room.name}”, but not write.`,
    fields: [radios({ name: 'seconds', label: 'For how long?', options: MUTES })],
    yes: 'Mute',
    run: ({ seconds }) => new RoomApi({ requests }).mute(room.id, username, Number(seconds)),
    done: () => {
      say(`${name} is muted.`);
      done();
    },
  });
}

export function ban(room, username, { openDialog, requests, say, people, done = () => {} }) {
  const name = people.face(username).displayName;
  return openDialog('form-dialog', {
    title: `Ban ${name}?`,
    lead: `They leave “${room.name}” at once and can’t come back until a moderator lets them.`,
    fields: [
      line({ name: 'reason', label: 'Reason', hint: 'For the other moderators. May be left empty.' }),
      tick({ name: 'deleteMessages', label: 'Delete everything they wrote here' }),
    ],
    yes: 'Ban',
    isDangerous: true,
    run: ({ reason, deleteMessages }) => new RoomApi({ requests }).ban(room.id, username, { reason: reason.trim(), deleteMessages }),
    done: () => {
      say(`${name} is banned from this room.`);
      done();
    },
  });
}
