/** What a closed socket means for the page: come back, or stop and why. */
export const Closing = Object.freeze({
  RETRY: 'retry',
  BAD_NAME: 'bad-name',
  SIGNED_OUT: 'signed-out',
  SHUT_OUT: 'shut-out',
  REFUSED: 'refused',
  /** Never from the server: the connection turned out to be somebody else's. */
  SOMEBODY_ELSE: 'somebody-else',
});

/** The one code that asks for patience: whoever comes straight back is thrown out again. */
export const TOO_FAST = 4008;

const STOPS = new Map([[4500, Closing.BAD_NAME], [4501, Closing.SIGNED_OUT], [4503, Closing.SHUT_OUT]]);

export function meaningOf(code) {
  if (STOPS.has(code)) return STOPS.get(code);
  if (code > 4500 && code <= 4999) return Closing.REFUSED;
  return Closing.RETRY;
}
