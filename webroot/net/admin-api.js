import { pathOf, queryOf } from './requests.js';

const PAGES = 10;

/** What administrators do: people, invitations, settings, reports, audit. */
export class AdminApi {
  #requests;

  constructor({ requests }) {
    this.#requests = requests;
  }

  /** `role` (member, administrator) or `deactivated`. */
  async changePerson(username, changes) {
    await this.#requests.send('PATCH', pathOf('people', username), changes);
  }

  async banPerson(username, deleteMessages) {
    await this.#requests.send('POST', pathOf('people', username, 'ban'), { delete_messages: deleteMessages });
  }

  async deletePerson(username, messages) {
    await this.#requests.send('POST', pathOf('people', username, 'delete'), { messages });
  }

  async signOutPerson(username) {
    await this.#requests.send('POST', pathOf('people', username, 'sign-out'));
  }

  async createResetLink(username) {
    const { link, expires_at: expiresAt } = await this.#requests.send('POST', pathOf('people', username, 'reset-link'));
    return { link, expiresAt: Date.parse(expiresAt) || null };
  }

  async invitations() {
    return (await this.#requests.all(pathOf('invitations'), PAGES)).map(readInvitation);
  }

  /** Its `link` is told this once. */
  async createInvitation({ hours, uses, note }) {
    const made = await this.#requests.send('POST', pathOf('invitations'), { expires_in_hours: hours, uses, note: note || undefined });
    return { ...readInvitation(made), link: made.link };
  }

  async revokeInvitation(id) {
    await this.#requests.send('DELETE', pathOf('invitations', id));
  }

  async settings() {
    return readSettings(await this.#requests.get(pathOf('settings')));
  }

  async changeSettings({ signUp, name }) {
    await this.#requests.send('PATCH', pathOf('settings'), { sign_up: signUp, name });
  }

  async reports(state) {
    return (await this.#requests.all(pathOf('reports') + queryOf({ state }), PAGES)).map(readReport);
  }

  async closeReport(id, outcome) {
    await this.#requests.send('POST', pathOf('reports', id, 'close'), { outcome });
  }

  /** A page of the audit log, latest first, and the path of the next one. */
  async audit(filters, next = null) {
    const page = await this.#requests.page(next ?? pathOf('audit') + queryOf({ ...filters, limit: 50 }));
    return { entries: page.items.map(readEntry), next: page.next };
  }

  auditExportPath(filters) {
    return pathOf('audit', 'export') + queryOf(filters);
  }
}

function readInvitation({ id, note, uses, used, max_uses: maxUses, created_by: by, invited_by: invitedBy, created_at: createdAt, expires_at: expiresAt, revoked_at: revokedAt, revoked }) {
  return Object.freeze({
    id, note: note ?? '', used: used ?? (maxUses === undefined ? 0 : uses ?? 0), most: maxUses ?? uses ?? 0, by: invitedBy ?? by ?? null,
    createdAt: Date.parse(createdAt) || null, expiresAt: Date.parse(expiresAt) || null, isRevoked: revoked === true || typeof revokedAt === 'string',
  });
}

function readSettings({ sign_up: signUp, name }) {
  return { signUp: signUp === 'open' ? 'open' : 'invitation', name: name ?? '' };
}

function readReport(report) {
  return Object.freeze({
    id: report.id, roomId: report.room_id, roomName: report.room_name ?? '', messageId: report.message_id, author: report.author ?? '', content: report.content ?? '',
    reporter: report.reporter ?? '', reason: report.reason ?? '', createdAt: Date.parse(report.created_at) || 0, closedBy: report.closed_by ?? null, outcome: report.outcome ?? null,
  });
}

function readEntry({ at, who, what, whom, room, room_id: roomId, from, detail }) {
  return Object.freeze({ at: Date.parse(at) || 0, who: who ?? '', what: what ?? '', whom: whom ?? '', room: room ?? roomId ?? '', from: from ?? '', detail: detail ?? {} });
}
