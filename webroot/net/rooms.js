const KINDS = ['public', 'private', 'direct'];
const ROLES = ['reader', 'member', 'moderator', 'owner'];

/** A room as the page has it. `role`, `favourite` and `level` are those of whoever looks; a role of null is none. */
export function readRoom(room) {
  const { id, name, created_at: createdAt, epoch, kind, topic, owned, archived, posting, slow_mode: slowMode, people } = room;
  return Object.freeze({
    id,
    name: typeof name === 'string' ? name : '',
    createdAt: Date.parse(createdAt) || 0,
    epoch: typeof epoch === 'string' ? epoch : null,
    kind: KINDS.includes(kind) ? kind : 'public',
    topic: typeof topic === 'string' ? topic : '',
    owned: owned === true,
    archived: archived === true,
    announcements: posting === 'moderators',
    slowMode: Number.isSafeInteger(slowMode) && slowMode > 0 ? slowMode : 0,
    people: Object.freeze(Array.isArray(people) ? people.map(nameIn).filter(Boolean) : []),
    role: null,
    favourite: false,
    level: 'all',
  });
}

/** A room with what one is in it. */
export function readMembership({ room, role, favourite, level, ...flat }) {
  return Object.freeze({
    ...readRoom(room ?? flat),
    role: ROLES.includes(role) ? role : null,
    favourite: favourite === true,
    level: typeof level === 'string' ? level : 'all',
  });
}

function nameIn(person) {
  return typeof person === 'string' ? person : person?.username;
}
