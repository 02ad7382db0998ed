/** What the middle of the page says when there is no conversation in it. `way` is the button that leads on. */
export const LOST = Object.freeze({
  'no-rooms': { sign: 'messages-square', heading: 'Make the first room', text: 'Rooms are where people talk. Name one after a team, a topic or a plan.', way: 'make', back: false },
  'none-open': { sign: 'messages-square', heading: 'Pick a room', text: 'Choose one on the left, or make a new one.', way: 'make', back: false },
  gone: { sign: 'door-open', heading: 'This room is gone', text: 'Somebody deleted it, or the link is wrong. What was said in it is gone too.', way: null, back: true },
  refused: { sign: 'door-open', heading: 'You can’t come in here', text: 'The server doesn’t let you into this room.', way: 'again', back: true },
  'bad-name': { sign: 'pencil', heading: 'Another name, please', text: 'The server doesn’t take the name you have chosen.', way: 'rename', back: true },
  unreachable: { sign: 'wifi-off', heading: 'The server can’t be reached', text: 'Check your connection. The room is still there.', way: 'again', back: true },
});
