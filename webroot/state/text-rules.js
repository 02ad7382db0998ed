/** The server's limits, in characters (code points), so that a person hears of them before the server has to say it. */
export const CONTENT_LIMIT = 8_000;
export const NAME_LIMIT = 64;
export const ROOM_NAME_LIMIT = 100;
export const TOPIC_LIMIT = 250;
export const STATUS_LIMIT = 100;
export const ABOUT_LIMIT = 1_000;

const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufffd]/;
const LONE_SURROGATE = /\p{Surrogate}/u;

export function lengthOf(text) {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}

/** Half an emoji, as some keyboards leave behind, would be refused as a whole message: it becomes the replacement sign. */
export function wellFormed(text) {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}

export function isBlank(text) {
  return text.trim() === '';
}

/** What is wrong with a person's name, as a sentence, or null. */
export function nameProblem(name) {
  return labelProblem(name, NAME_LIMIT, 'Enter a name.');
}

/** What is wrong with the name of a new account: it stands in addresses. */
export function usernameProblem(name) {
  return nameProblem(name) ?? (/[/\\]/.test(name) ? 'No slashes, please.' : null);
}

/** What is wrong with a room's name, as a sentence, or null. */
export function roomNameProblem(name) {
  return labelProblem(name, ROOM_NAME_LIMIT, 'Enter a name for the room.');
}

function labelProblem(label, limit, missing) {
  const trimmed = label.trim();
  if (trimmed === '') return missing;
  if (lengthOf(trimmed) > limit) return `At most ${limit} characters, please.`;
  if (CONTROL.test(trimmed) || LONE_SURROGATE.test(trimmed)) return 'This has characters in it that can’t be shown.';
  return null;
}
