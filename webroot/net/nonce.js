/** A name for one message that makes sending it again harmless. `crypto.randomUUID` is missing on plain http, so the bytes are drawn by hand there. */
export function newNonce(crypto = globalThis.crypto) {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
