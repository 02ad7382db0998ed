/** What a closed socket means for the page: come back, or stop and why. */
export const Closing = Object.freeze({
  RETRY: 'retry',
  BAD_NAME: 'bad-name',
  REFUSED: 'refused',
  GONE: 'gone',
});

export function meaningOf(code) {
  if (code === 4500) return Closing.BAD_NAME;
  if (code === 4504) return Closing.GONE;
  if (code > 4500 && code <= 4999) return Closing.REFUSED;
  return Closing.RETRY;
}
