const ROLES = { made_reader: 'a reader', made_member: 'a member', made_moderator: 'a moderator', made_owner: 'an owner' };
const WITH_ROLE = /^role:(reader|member|moderator|owner)$/;

/**
 * A notice as pieces of a sentence, so that the page can keep the direction of each name apart: `{name}` is somebody,
 * `{quote}` what people wrote, `{text}` the page's own words.
 */
export function sentenceOf({ username, event, subject, value }) {
  const who = { name: username };
  const role = ROLES[event] ?? ROLES[`made_${WITH_ROLE.exec(event)?.[1]}`];
  const whom = { name: subject ?? value ?? '' };
  if (role) return [who, { text: ' made ' }, whom, { text: ` ${role}` }];
  const sentences = {
    joined: () => [who, { text: ' joined' }],
    left: () => [who, { text: ' left' }],
    added: () => [who, { text: ' added ' }, whom],
    removed: () => [who, { text: ' removed ' }, whom],
    banned: () => [who, { text: ' banned ' }, whom],
    renamed: () => [who, { text: ' named the room ' }, { quote: value ?? '' }],
    topic: () => (value ? [who, { text: ' set the topic: ' }, { quote: value }] : [who, { text: ' took the topic away' }]),
    archived: () => [who, { text: ' archived the room' }],
    unarchived: () => [who, { text: ' brought the room back from the archive' }],
  };
  return (sentences[event] ?? (() => [who, { text: ' changed the room' }]))();
}
