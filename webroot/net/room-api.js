import { pathOf, queryOf } from './requests.js';

const PAGES = 10;

/** Who belongs to a room, and who may not write or come in. */
export class RoomApi {
  #requests;

  constructor({ requests }) {
    this.#requests = requests;
  }

  async members(roomId) {
    const members = await this.#requests.all(pathOf('rooms', roomId, 'members') + queryOf({ limit: 100 }), PAGES);
    return members.map(({ username, display_name: displayName, role, joined_at: joinedAt, avatar }) => Object.freeze({
      username, displayName: displayName || username, role, joinedAt: Date.parse(joinedAt) || 0, avatar: typeof avatar === 'string' ? avatar : null,
    }));
  }

  /** Invites somebody, or gives a member another role. */
  async putMember(roomId, username, role = 'member') {
    await this.#requests.send('PUT', pathOf('rooms', roomId, 'members', username), { role });
  }

  async removeMember(roomId, username) {
    await this.#requests.send('DELETE', pathOf('rooms', roomId, 'members', username));
  }

  async mute(roomId, username, seconds) {
    await this.#requests.send('PUT', pathOf('rooms', roomId, 'mutes', username), { seconds });
  }

  async unmute(roomId, username) {
    await this.#requests.send('DELETE', pathOf('rooms', roomId, 'mutes', username));
  }

  async ban(roomId, username, { reason = '', deleteMessages = false } = {}) {
    await this.#requests.send('PUT', pathOf('rooms', roomId, 'bans', username), { reason: reason || undefined, delete_messages: deleteMessages });
  }

  async unban(roomId, username) {
    await this.#requests.send('DELETE', pathOf('rooms', roomId, 'bans', username));
  }

  /** Who is muted (`mutedUntil`) or banned (`bannedAt`), each null where they aren't. */
  async restrictions(roomId) {
    const all = await this.#requests.all(pathOf('rooms', roomId, 'restrictions') + queryOf({ limit: 100 }), PAGES);
    return all.map(({ username, muted_until: mutedUntil, banned_at: bannedAt, reason, by }) => Object.freeze({
      username, mutedUntil: Date.parse(mutedUntil) || null, bannedAt: Date.parse(bannedAt) || null, reason: reason ?? '', by: by ?? null,
    }));
  }
}
