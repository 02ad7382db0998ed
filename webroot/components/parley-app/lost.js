/** What the middle of the page says when there is no conversation in it. `way` is the button that leads on. */
export const LOST = Object.freeze({
  'no-rooms': { sign: 'messages-square', heading: 'Make the first room', text: 'Rooms are where people talk. Name one after a team, a topic or a plan.', way: 'make', back: false },
  'none-open': { sign: 'messages-square', heading: 'Pick a room', text: 'Choose one on the left, or make a new one.', way: 'make', back: false },
  gone: { sign: 'door-open', heading: 'This room is gone', text: 'It was deleted, or it is private and you don’t belong to it, or the link is wrong.', way: null, back: true },
  banned: { sign: 'ban', heading: 'You were banned from this room', text: 'A moderator doesn’t want you in here. Your other rooms stay as they are.', way: null, back: true },
  refused: { sign: 'door-open', heading: 'You can’t come in here', text: 'The server doesn’t let you into this room.', way: 'again', back: true },
  'shut-out': { sign: 'ban', heading: 'You are banned from this server', text: 'An administrator has closed it to you. What you wrote and didn’t send stays in this window.', way: null, back: false },
  'signed-out': { sign: 'lock', heading: 'This name belongs to an account', text: 'Sign in if it is yours, or choose another name.', way: 'rename', back: true },
  'bad-name': { sign: 'pencil', heading: 'Another name, please', text: 'The server doesn’t take the name you have chosen.', way: 'rename', back: true },
  unreachable: { sign: 'wifi-off', heading: 'The server can’t be reached', text: 'Check your connection. The room is still there.', way: 'again', back: true },
});
