import { AdminApi } from '../../net/admin-api.js';
import { PeopleApi } from '../../net/people-api.js';
import { TabPage } from '../tab-page/tab-page.js';
import { auditPart } from './audit-part.js';
import { invitationsPart } from './invitations-part.js';
import { peoplePart } from './people-part.js';
import { reportsPart } from './reports-part.js';
import { settingsPart } from './settings-part.js';

/** What administrators do. Moderators find the reports of their rooms here, and nothing else. */
export class AdminPage extends TabPage {
  requests;
  api;
  session;
  people;
  rooms;
  openDialog;
  go;

  get heading() { return this.session.isAdministrator ? 'Administration' : 'Moderation'; }

  tabs() {
    const { requests } = this;
    const given = { admin: new AdminApi({ requests }), find: new PeopleApi({ requests }), api: this.api, requests, session: this.session, people: this.people, openDialog: this.openDialog };
    const reports = { key: 'reports', label: 'Reports', make: () => reportsPart(given) };
    if (!this.session.isAdministrator) return [reports];
    return [
      { key: 'people', label: 'People', make: () => peoplePart(given) },
      { key: 'invitations', label: 'Invitations', make: () => invitationsPart(given) },
      reports,
      { key: 'audit', label: 'Audit log', make: () => auditPart(given) },
      { key: 'settings', label: 'Settings', make: () => settingsPart(given) },
    ];
  }
}

customElements.define('admin-page', AdminPage);
