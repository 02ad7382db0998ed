const CANDIDATE = /\bhttps?:\/\/[^\s<>"'`\u0000-\u001f\u007f\u2028\u2029]+/giu;
const TRAILING = new Set('.,;:!?…。，、！？');
const PAIRS = new Map([[')', '('], [']', '['], ['}', '{']]);

/** Cuts a text into plain pieces and web links: `{text}` or `{text, href}`. Joined, the pieces are the text again, to the letter. */
export function splitLinks(text) {
  const pieces = [];
  let done = 0;
  for (const match of text.matchAll(CANDIDATE)) {
    const shown = withoutTail(match[0]);
    const href = addressOf(shown);
    if (href === null) continue;
    if (match.index > done) pieces.push({ text: text.slice(done, match.index) });
    pieces.push({ text: shown, href });
    done = match.index + shown.length;
  }
  if (done < text.length) pieces.push({ text: text.slice(done) });
  return pieces;
}

/** The full stop after a link belongs to the sentence, and so does a bracket that was opened before the link. */
function withoutTail(candidate) {
  const surplus = surplusOf(candidate);
  let end = candidate.length;
  for (;;) {
    const last = candidate[end - 1];
    if (surplus.get(last) > 0) surplus.set(last, surplus.get(last) - 1);
    else if (!TRAILING.has(last)) return candidate.slice(0, end);
    end -= 1;
  }
}

/** How many closing brackets of each kind have no opening one. Counted once: a text may be nothing but brackets. */
function surplusOf(candidate) {
  const surplus = new Map();
  for (const [closing, opening] of PAIRS) {
    surplus.set(closing, candidate.split(closing).length - candidate.split(opening).length);
  }
  return surplus;
}

function addressOf(link) {
  if (!URL.canParse(link)) return null;
  const url = new URL(link);
  const isWeb = url.protocol === 'http:' || url.protocol === 'https:';
  return isWeb && url.hostname !== '' ? url.href : null;
}
