import { messageDeeds } from './message-deeds.js';
import { roomDeeds } from './room-deeds.js';
import { PeopleApi } from '../../net/people-api.js';

const others = {
  newDirect: (_, { openDialog, requests, rooms, session, go }) => openDialog('direct-dialog', {
    people: new PeopleApi({ requests }), me: session.me, openDirect: (names) => rooms.openDirect(names), opened: ({ id }) => go(`/r/${id}`),
  }),

  showPerson: (username, { openDialog, requests, people, rooms, session, go }) => openDialog('person-card', {
    api: new PeopleApi({ requests }), face: people.face(username), me: session.me, openDirect: (names) => rooms.openDirect(names), opened: ({ id }) => go(`/r/${id}`),
  }),
};

const ALL = { ...roomDeeds, ...messageDeeds, ...others };

/** Does what a menu offers; what the server says against it is told in its own words. */
export async function does(deed, of, services) {
  try {
    await ALL[deed](of, services);
  } catch (problem) {
    services.say(problem.message);
  }
}
