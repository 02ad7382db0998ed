import { pathOf } from './requests.js';

/** Coming in and going out: the few requests that somebody without an account may make, and whose page it is. */
export class AccountApi {
  #requests;

  constructor({ requests }) {
    this.#requests = requests;
  }

  /** How one comes in here: `mode` (open, members), `signUp` (open, invitation), `needsSetup`, and the server's name. */
  async server() {
    const { mode, sign_up: signUp, needs_setup: needsSetup, name } = await this.#requests.get(pathOf('server'));
    return Object.freeze({ mode: mode === 'members' ? 'members' : 'open', signUp: signUp === 'open' ? 'open' : 'invitation', needsSetup: needsSetup === true, name: name || 'Parley' });
  }

  async me() {
    return readMe(await this.#requests.get(pathOf('me')));
  }

  /** `code` of the second factor, once the server has asked for one. */
  async signIn({ username, password, code }) {
    return readMe(await this.#requests.send('POST', pathOf('sign-in'), { username, password, code: code || undefined }));
  }

  /** Signed out is signed out, also if the server had forgotten us first. */
  async signOut() {
    try {
      await this.#requests.send('POST', pathOf('sign-out'));
    } catch (problem) {
      if (problem.status !== 401) throw problem;
    }
  }

  async setUp({ token, username, password, displayName }) {
    return readMe(await this.#requests.send('POST', pathOf('setup'), { token, username, password, display_name: displayName || undefined }));
  }

  async signUp({ invitation, username, password, displayName }) {
    return readMe(await this.#requests.send('POST', pathOf('sign-up'), { invitation: invitation || undefined, username, password, display_name: displayName || undefined }));
  }

  async resetPassword(token, password) {
    await this.#requests.send('POST', pathOf('reset-password'), { token, password });
  }

  /** What a link is good for: `kind` (setup, invitation, reset), for whom, from whom, and until when. */
  async checkLink(token) {
    const { kind, username, invited_by: invitedBy, expires_at: expiresAt } = await this.#requests.send('POST', pathOf('links', 'check'), { token });
    return { kind, username: username ?? null, invitedBy: invitedBy ?? null, expiresAt: Date.parse(expiresAt) || null };
  }
}

/** Somebody's own account. */
export function readMe(me) {
  return Object.freeze({
    id: me.id,
    username: me.username,
    displayName: me.display_name || me.username,
    about: me.about ?? '',
    status: me.status ?? '',
    role: me.role,
    isAdministrator: me.role === 'administrator',
    avatar: typeof me.avatar === 'string' ? me.avatar : null,
    twoFactor: me.two_factor === true,
    hideLastSeen: me.hide_last_seen === true,
    sessionId: me.session_id ?? null,
    createdAt: Date.parse(me.created_at) || 0,
  });
}
