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

/** `most` is how many may use it, 0 for any number. */
function readInvitation({ id, note, uses, max_uses: most, made_by: madeBy, expires_at: expiresAt }) {
  return Object.freeze({ id, note: note ?? '', used: uses ?? 0, most: most ?? 0, madeBy: madeBy ?? null, expiresAt: Date.parse(expiresAt) || null });
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

function readEntry({ at, who, what, whom, room_id: roomId, address, detail }) {
  return Object.freeze({ at: Date.parse(at) || 0, who: who ?? '', what: what ?? '', whom: whom ?? '', roomId: roomId ?? null, address: address ?? '', detail: detail ?? {} });
}
