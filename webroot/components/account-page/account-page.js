import { MeApi } from '../../net/me-api.js';
import { TabPage } from '../tab-page/tab-page.js';
import { dataPart } from './data-part.js';
import { devicesPart } from './devices-part.js';
import { profilePart } from './profile-part.js';
import { securityPart } from './security-part.js';
import { tokensPart } from './tokens-part.js';

/** One's own account: profile, ways to sign in, devices, tokens, data. */
export class AccountPage extends TabPage {
  requests;
  session;
  people;
  openDialog;
  signedOut;

  get heading() { return 'Your account'; }

  tabs() {
    const given = { me: new MeApi({ requests: this.requests }), session: this.session, people: this.people, openDialog: this.openDialog, signedOut: this.signedOut };
    return [
      { key: 'profile', label: 'Profile', make: () => profilePart(given) },
      { key: 'security', label: 'Password', make: () => securityPart({ ...given, refresh: () => this.refresh() }) },
      { key: 'devices', label: 'Devices', make: () => devicesPart(given) },
      { key: 'tokens', label: 'Access tokens', make: () => tokensPart(given) },
      { key: 'data', label: 'Your data', make: () => dataPart(given) },
    ];
  }
}

customElements.define('account-page', AccountPage);
