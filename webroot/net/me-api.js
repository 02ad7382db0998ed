import { readMe } from './account-api.js';
import { pathOf } from './requests.js';

const UPLOAD_PATIENCE = 60_000;

/** One's own account: profile, ways to sign in, what is signed in, data. */
export class MeApi {
  #requests;

  constructor({ requests }) {
    this.#requests = requests;
  }

  async read() {
    return readMe(await this.#requests.get(pathOf('me')));
  }

  async change({ displayName, about, status, hideLastSeen }) {
    return readMe(await this.#requests.send('PATCH', pathOf('me'), { display_name: displayName, about, status, hide_last_seen: hideLastSeen }));
  }

  /** `file` as it is: the server makes squares of it. */
  async setAvatar(file) {
    await this.#requests.ask(pathOf('me', 'avatar'), { method: 'PUT', headers: { 'Content-Type': file.type }, body: file, patience: UPLOAD_PATIENCE });
  }

  async removeAvatar() {
    await this.#requests.send('DELETE', pathOf('me', 'avatar'));
  }

  async changePassword(current, password) {
    await this.#requests.send('POST', pathOf('me', 'password'), { current, password });
  }

  /** The secret of a second factor, and its address for authenticator apps; in force once a code of it was said. */
  async beginTwoFactor(password) {
    const { secret, uri } = await this.#requests.send('POST', pathOf('me', 'two-factor'), { password });
    return { secret, uri };
  }

  async confirmTwoFactor(code) {
    const { recovery_codes: codes } = await this.#requests.send('POST', pathOf('me', 'two-factor', 'confirm'), { code });
    return codes;
  }

  async endTwoFactor(password) {
    await this.#requests.send('POST', pathOf('me', 'two-factor', 'end'), { password });
  }

  async sessions() {
    return (await this.#requests.all(pathOf('me', 'sessions'), 5)).map(readSession);
  }

  async revokeSession(id) {
    await this.#requests.send('DELETE', pathOf('me', 'sessions', id));
  }

  async revokeOtherSessions() {
    await this.#requests.send('POST', pathOf('me', 'sessions', 'revoke-others'));
  }

  async tokens() {
    return (await this.#requests.all(pathOf('me', 'tokens'), 5)).map(readToken);
  }

  /** `expiresInDays` null for a token that never runs out. Its `token` is told this once. */
  async createToken({ name, scopes, expiresInDays }) {
    const made = await this.#requests.send('POST', pathOf('me', 'tokens'), { name, scopes, expires_in_days: expiresInDays ?? undefined });
    return { ...readToken(made), token: made.token };
  }

  async revokeToken(id) {
    await this.#requests.send('DELETE', pathOf('me', 'tokens', id));
  }

  /** `messages` says what becomes of what one wrote: keep or delete. */
  async remove({ password, messages }) {
    await this.#requests.send('POST', pathOf('me', 'delete'), { password, messages });
  }

  /** Where the archive of one's own data is; the browser fetches it. */
  get exportPath() {
    return pathOf('me', 'export');
  }
}

function readSession({ id, agent, address, created_at: createdAt, seen_at: seenAt, current }) {
  return Object.freeze({ id, agent: agent ?? '', address: address ?? '', createdAt: Date.parse(createdAt) || null, seenAt: Date.parse(seenAt) || null, isCurrent: current === true });
}

function readToken({ id, name, scopes, created_at: createdAt, seen_at: seenAt, expires_at: expiresAt }) {
  return Object.freeze({
    id, name, scopes: Array.isArray(scopes) ? scopes : [],
    createdAt: Date.parse(createdAt) || null, usedAt: Date.parse(seenAt) || null, expiresAt: Date.parse(expiresAt) || null,
  });
}
