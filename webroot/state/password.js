import { lengthOf } from './text-rules.js';

export const LEAST = 10;
export const MOST = 256;
const WORDS = ['', 'Too short', 'Weak', 'Good', 'Strong'];
const LAZY = /^(.)\1+$|^(?:0123456789|1234567890|abcdefghij|qwertyuiop|password|passwort|letmein|welcome)/i;

/** What is wrong with a new password, as a sentence, or null. The server knows the common ones, and has the last word. */
export function passwordProblem(password) {
  if (password === '') return 'Enter a password.';
  if (lengthOf(password) < LEAST) return `At least ${LEAST} characters, please.`;
  return lengthOf(password) > MOST ? `At most ${MOST} characters, please.` : null;
}

/** A rough guess for the eye: length counts, and how many different characters there are. `level` 0 (empty) to 4. */
export function strengthOf(password) {
  const level = levelOf(password);
  return { level, words: WORDS[level] };
}

function levelOf(password) {
  const length = lengthOf(password);
  if (length === 0) return 0;
  if (length < LEAST) return 1;
  const variety = new Set(password.toLowerCase()).size;
  if (LAZY.test(password) || variety < 6) return 2;
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /[^\p{L}\p{N}]/u].filter((kind) => kind.test(password)).length;
  return length >= 16 || (length >= 12 && kinds >= 3) ? 4 : 3;
}
