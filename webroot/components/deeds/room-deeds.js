import { RoomApi } from '../../net/room-api.js';
import { PeopleApi } from '../../net/people-api.js';

/** What can be done with a room from its menu. */
export const roomDeeds = {
  favourite: (room, { rooms }) => rooms.act(room.id, (api) => api.prefer(room.id, { favourite: true }), { favourite: true }),
  unfavourite: (room, { rooms }) => rooms.act(room.id, (api) => api.prefer(room.id, { favourite: false }), { favourite: false }),
  join: (room, { rooms }) => rooms.act(room.id, (api) => api.join(room.id), { role: 'member' }),
  'room-settings': (room, services) => settings(room, services, 'settings'),
  'room-members': (room, services) => settings(room, services, 'members'),

  'copy-link': async (_, { say }) => {
    const copied = await navigator.clipboard.writeText(location.href).then(() => true, () => false);
    say(copied ? 'The link to this room is copied.' : 'The link couldn’t be copied. It is in the address bar.');
  },

  leave: (room, { openDialog, rooms, go }) => openDialog('form-dialog', {
    title: `Leave “${room.name}”?`,
    lead: room.kind === 'private' ? 'It is private: to come back you have to be invited again.' : 'You can come back at any time.',
    yes: 'Leave room',
    isDangerous: true,
    run: () => rooms.act(room.id, (api) => api.leave(room.id), { role: null, favourite: false }),
    done: () => { if (room.kind === 'private') go('/'); },
  }),

  'delete-room': (room, { openDialog, rooms, go }) => openDialog('delete-room-dialog', {
    room, remover: () => rooms.remove(room.id), removed: () => go('/'),
  }),
};

function settings(room, { openDialog, requests, rooms, people, session, go }, part) {
  return openDialog('room-settings', {
    room, part, rooms, people, go, me: session.me, roomApi: new RoomApi({ requests }), peopleApi: new PeopleApi({ requests }),
  });
}
