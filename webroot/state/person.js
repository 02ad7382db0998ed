const segments = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** One or two letters for an avatar: first and last word, or the first letter alone. Combined characters stay whole. */
export function initialsOf(name) {
  const words = name.trim().split(/[\s._-]+/u).filter((word) => /[\p{L}\p{N}\p{Emoji_Presentation}]/u.test(word));
  if (words.length === 0) return firstLetter(name.trim()) || '?';
  const first = firstLetter(words[0]);
  return words.length === 1 ? first : first + firstLetter(words.at(-1));
}

/** A colour's angle (0–359) that is always the same for the same name. */
export function hueOf(name) {
  let hash = 2166136261;
  for (const sign of name) hash = Math.imul(hash ^ sign.codePointAt(0), 16777619) >>> 0;
  return (((hash >>> 8) ^ hash) >>> 0) % 360;
}

function firstLetter(word) {
  const [first] = segments.segment(word);
  const letter = first?.segment ?? '';
  // A pile of combining marks is cut: two of them are enough to tell people apart.
  return [...letter].slice(0, 3).join('').toLocaleUpperCase();
}
