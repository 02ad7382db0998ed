/** What a value from the wire may be taken for. */
export function isPosition(value) {
  return Number.isSafeInteger(value) && value >= 0;
}

export function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isText(value) {
  return typeof value === 'string';
}
