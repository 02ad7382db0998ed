import { may, outranks } from '../../state/may.js';

const QUICK = ['👍', '❤️', '😂'];

/**
 * What is offered for a room and for a message: `{label, sign, group, deed, of}`, of which `deed` names what is done and `of` to what.
 * What one may not do isn't there.
 */
export function roomMenu(room, me) {
  const item = (deed, label, sign, group, more = {}) => ({ deed, of: room, label, sign, group, ...more });
  const isDirect = room.kind === 'direct';
  return [
    me && room.role && (room.favourite ? item('unfavourite', 'No favourite any more', 'star', 'own') : item('favourite', 'Make it a favourite', 'star', 'own')),
    me && room.role && item('room-settings', isDirect ? 'Notifications' : 'Room settings', isDirect ? 'bell' : 'settings', 'room'),
    me && !isDirect && item('room-members', 'Members', 'users', 'room'),
    me && !room.role && !isDirect && room.owned && item('join', 'Join', 'log-in', 'room'),
    navigator.clipboard && item('copy-link', 'Copy link', 'link', 'room'),
    me && room.role && !isDirect && item('leave', 'Leave room', 'log-out', 'end'),
    may('delete', room, me) && item('delete-room', 'Delete room', 'trash', 'end', { danger: true }),
  ].filter(Boolean);
}

export function messageMenu(row, room, me) {
  if (row.status !== 'stored') return [];
  const of = { room, message: row };
  const item = (deed, label, sign, group, more = {}) => ({ deed, of, label, sign, group, ...more });
  const others = !row.mine && room.kind !== 'direct';
  const below = others && outranks(room, me, null);
  return [
    navigator.clipboard && item('copy-text', 'Copy text', 'copy', 'message'),
    ...(may('react', room, me) ? QUICK : []).map((emoji) => item('react', `React with ${emoji}`, 'plus', 'react', { of: { ...of, emoji, isOn: true } })),
    me && row.mine && !room.archived && item('edit', 'Edit', 'pencil', 'message'),
    may('pin', room, me) && item('pin', row.pinned ? 'Unpin' : 'Pin', 'flag', 'message'),
    !row.mine && item('report', 'Report', 'flag', 'message'),
    mayDelete(row, room, me) && item('delete-message', 'Delete', 'trash', 'message', { danger: true }),
    below && may('mute', room, me) && item('mute', `Mute ${row.face.displayName}`, 'volume-x', 'author'),
    below && may('ban', room, me) && item('ban', `Ban ${row.face.displayName}`, 'ban', 'author', { danger: true }),
  ].filter(Boolean);
}

/** A guest’s name is nobody's for certain: deleting takes an account. */
function mayDelete(row, room, me) {
  if (me === null) return false;
  return row.mine ? !room.archived : may('delete-any', room, me);
}
