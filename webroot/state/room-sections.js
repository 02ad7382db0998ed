/**
 * The rooms as the list shows them: favourites, rooms, conversations, and what is archived. A conversation is called after
 * the others in it. Within a section the order is the given one, conversations by their names.
 */
export function sectionsOf(rooms, { me, nameOf }) {
  const shown = rooms.map((room) => ({ room, title: titleOf(room, me, nameOf) }));
  const alive = shown.filter(({ room }) => !room.archived);
  const direct = alive.filter(({ room }) => room.kind === 'direct' && !room.favourite);
  direct.sort((a, b) => a.title.localeCompare(b.title));
  return {
    favourites: alive.filter(({ room }) => room.favourite),
    rooms: alive.filter(({ room }) => room.kind !== 'direct' && !room.favourite),
    direct,
    archived: shown.filter(({ room }) => room.archived),
  };
}

/** What a room is called by whoever looks. */
export function titleOf(room, me, nameOf) {
  if (room.kind !== 'direct') return room.name;
  const others = othersIn(room, me);
  return others.length > 0 ? others.map(nameOf).join(', ') : room.name || nameOf(me);
}

/** The names of the others in a conversation. */
export function othersIn(room, me) {
  return room.people.filter((name) => name !== me);
}
