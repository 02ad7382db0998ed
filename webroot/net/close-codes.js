/** What a closed socket means for the page: come back, or stop and why. */
export const Closing = Object.freeze({
  RETRY: 'retry',
  BAD_NAME: 'bad-name',
  REFUSED: 'refused',
});

/** The one code that asks for patience: whoever comes straight back is thrown out again. */
export const TOO_FAST = 4008;

export function meaningOf(code) {
  if (code === 4500) return Closing.BAD_NAME;
  if (code > 4500 && code <= 4999) return Closing.REFUSED;
  return Closing.RETRY;
}
