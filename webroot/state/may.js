const RANK = { none: 0, reader: 1, member: 2, moderator: 3, owner: 4, administrator: 5 };
const UNOWNED = new Set(['rename', 'topic', 'delete', 'post']);
const ALIVE = new Set(['rename', 'topic', 'invite', 'post', 'react', 'pin']);
const LEAST = {
  post: 'none', react: 'none', pin: 'moderator', invite: 'member', rename: 'moderator', topic: 'moderator', settings: 'moderator', 'delete-any': 'moderator',
  remove: 'moderator', mute: 'moderator', ban: 'moderator', restrictions: 'moderator', 'set-role': 'owner', archive: 'owner', delete: 'owner',
};

/**
 * Whether it makes sense to offer something in a room. The server decides by its own table whatever is offered here: this
 * follows it, so that people aren't shown what they would be refused. `me` is null for a guest.
 */
export function may(action, room, me) {
  if (room.archived && ALIVE.has(action)) return false;
  if (room.kind === 'direct') return action === 'post' || (me !== null && (action === 'react' || action === 'pin'));
  const rank = RANK[standingIn(room, me)];
  if (action === 'post') return room.announcements ? rank >= RANK.moderator : room.role !== 'reader';
  if (action === 'pin' && !room.owned) return me !== null;
  if (!room.owned && UNOWNED.has(action)) return true;
  return me !== null && rank >= RANK[LEAST[action]];
}

/** Whether `role` is below one's own standing in a room: only those may be removed, muted, banned or given a role. */
export function outranks(room, me, role) {
  return me !== null && RANK[standingIn(room, me)] > RANK[role ?? 'none'];
}

/** administrator, or one's role in the room, or none. */
export function standingIn(room, me) {
  if (me?.isAdministrator && room.kind !== 'direct') return 'administrator';
  return (me && room.role) || 'none';
}
