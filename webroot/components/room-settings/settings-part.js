import { element } from '../element.js';
import { choice, line, radios, tick } from '../form-dialog/fields.js';
import { button, part, sayLine } from '../tab-page/parts.js';
import { may } from '../../state/may.js';
import { TOPIC_LIMIT, lengthOf, roomNameProblem } from '../../state/text-rules.js';

const LEVELS = [['all', 'Every message'], ['mentions', 'Only when I am mentioned'], ['nothing', 'Nothing']];
const SLOW = [['0', 'Off'], ['5', '5 seconds'], ['30', '30 seconds'], ['60', '1 minute'], ['300', '5 minutes'], ['900', '15 minutes'], ['3600', '1 hour']];

/** One's own wishes for the room, and what it is. */
export function settingsPart(given) {
  const { room, me } = given;
  const parts = [];
  if (room.role) parts.push(preferencesPart(given));
  if (may('topic', room, me)) parts.push(roomPart(given));
  else if (room.topic) parts.push(part('Topic', element('p', { dir: 'auto' }, room.topic)));
  if (may('archive', room, me)) parts.push(archivePart(given));
  return parts.length > 0 ? parts : element('p', { class: 'list-state' }, 'There is nothing here for you to set.');
}

function preferencesPart({ room, rooms, changed }) {
  const { line: said, say } = sayLine();
  const level = radios({ name: 'level', label: 'What do you want to be told of?', options: LEVELS, value: room.level });
  const favourite = tick({ name: 'favourite', label: 'Favourite: stands first in the list', value: room.favourite });
  const prefer = async (preferences) => {
    try {
      await rooms.act(room.id, (api) => api.prefer(room.id, preferences), preferences);
      changed(preferences);
      say('Saved.');
    } catch (problem) {
      say(problem.message, true);
    }
  };
  level.element.addEventListener('change', () => prefer({ level: level.value }));
  favourite.control.addEventListener('change', () => prefer({ favourite: favourite.value }));
  return part('For you', favourite.element, level.element, said);
}

function roomPart(given) {
  const { room, me } = given;
  const { line: said, say } = sayLine();
  const fields = [];
  if (may('rename', room, me)) fields.push(line({ name: 'name', label: 'Name', value: room.name, check: roomNameProblem }));
  fields.push(line({ name: 'topic', label: 'Topic', value: room.topic, check: (text) => (lengthOf(text) > TOPIC_LIMIT ? `At most ${TOPIC_LIMIT} characters, please.` : null) }));
  if (may('settings', room, me)) {
    fields.push(tick({ name: 'announcements', label: 'Announcements: only moderators write', value: room.announcements }));
    fields.push(choice({ name: 'slowMode', label: 'Slow mode: how long each waits between two messages', options: withOwn(SLOW, room.slowMode), value: String(room.slowMode) }));
  }
  const save = button('Save', () => change(fields, given, say), { kind: 'main', said: say });
  return part('The room', ...fields.map((field) => field.element), element('div', { class: 'form-end' }, save, said));
}

/** Only what is different is sent: each of it is a right of its own. */
async function change(fields, { room, rooms, changed }, say) {
  if (fields.some((field) => field.isWrong())) return;
  const values = Object.fromEntries(fields.map((field) => [field.name, field.value]));
  const now = { name: values.name?.trim() ?? room.name, topic: values.topic.trim(), announcements: values.announcements ?? room.announcements, slowMode: Number(values.slowMode ?? room.slowMode) };
  const wire = {
    ...(now.name === room.name ? {} : { name: now.name }),
    ...(now.topic === room.topic ? {} : { topic: now.topic }),
    ...(now.announcements === room.announcements ? {} : { posting: now.announcements ? 'moderators' : 'everyone' }),
    ...(now.slowMode === room.slowMode ? {} : { slow_mode: now.slowMode }),
  };
  if (Object.keys(wire).length > 0) await rooms.act(room.id, (api) => api.changeRoom(room.id, wire), now);
  changed(now);
  say('Saved.');
}

function archivePart({ room, rooms, close }) {
  const { line: said, say } = sayLine();
  const archived = !room.archived;
  const act = button(archived ? 'Archive room' : 'Bring it back', async () => {
    await rooms.act(room.id, (api) => api.changeRoom(room.id, { archived }), { archived });
    close();
  }, { said: say });
  return part('Archive', element('p', {}, archived ? 'It can still be read, but nobody writes in it, and it stands apart in the list.' : 'People can write in it again.'), element('div', { class: 'row' }, act), said);
}

function withOwn(options, seconds) {
  return options.some(([value]) => Number(value) === seconds) ? options : [...options, [String(seconds), `${seconds} seconds`]];
}
