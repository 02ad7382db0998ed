import { element, tell } from '../element.js';
import { anyWrong, valuesOf } from '../form-dialog/fields.js';
import { resetForm, setUpForm, signInForm, signUpForm } from './forms.js';

const NEEDS_LINK = { setup: 'setup', join: 'invitation', reset: 'reset' };
const BROKEN = { heading: 'This link doesn’t work', lead: 'It has run out, was used already, or wasn’t copied whole. Ask for a new one.' };

/**
 * The ways in: set-up, invitation, new password, sign-in. Says `arrived` with the person who came in, and `leave-gate` where somebody
 * goes on without. `secret` is the token of the link that led here.
 */
export class GatePage extends HTMLElement {
  kind;
  account;
  server;
  me;
  secret;
  words = '';
  #form = null;
  #busy = false;

  connectedCallback() {
    this.#open();
  }

  async #open() {
    const wanted = NEEDS_LINK[this.kind];
    if (this.me !== null && this.kind !== 'reset') return this.#showAlready();
    if (!wanted || (this.kind === 'join' && !this.secret && this.server.signUp === 'open')) return this.#show(this.#formWithout());
    if (!this.secret) return this.#show(BROKEN);
    try {
      const link = await this.account.checkLink(this.secret);
      return this.#show(link.kind === wanted ? this.#formFor(link) : BROKEN);
    } catch (problem) {
      return this.#show(problem.status === 0 || problem.status >= 429 ? this.#later(problem) : BROKEN);
    }
  }

  #formWithout() {
    if (this.kind === 'join') return signUpForm({ account: this.account, server: this.server, invitation: null, link: {} });
    return signInForm({ account: this.account, server: this.server });
  }

  #formFor(link) {
    const given = { account: this.account, server: this.server, link };
    if (link.kind === 'setup') return setUpForm({ ...given, token: this.secret });
    if (link.kind === 'invitation') return signUpForm({ ...given, invitation: this.secret });
    return resetForm({ ...given, token: this.secret });
  }

  #later(problem) {
    return { heading: 'Not just now', lead: problem.message, fields: [], yes: 'Try again', run: async () => { await this.#open(); } };
  }

  #showAlready() {
    const on = element('button', { type: 'button', class: 'main' }, 'Go to the rooms');
    on.addEventListener('click', () => tell(this, 'leave-gate', '/'));
    this.#card([
      element('h1', {}, 'You are signed in'),
      element('p', { class: 'lead' }, 'as ', element('bdi', {}, this.me.displayName), '. Sign out first to come in as somebody else.'),
      on]);
  }

  #show(form) {
    this.#form = form;
    const problem = element('p', { class: 'field-note', role: 'alert' });
    const parts = [element('h1', { tabindex: '-1' }, form.heading), element('p', { class: 'lead' }, ...[form.lead].flat())];
    if (this.words) parts.unshift(element('p', { class: 'words', role: 'status' }, this.words));
    if (form.run) {
      const made = element('form', { novalidate: true }, ...form.fields.map((field) => field.element), problem,
        element('button', { type: 'submit', class: 'main' }, form.yes));
      made.addEventListener('submit', (event) => this.#submit(event, problem));
      parts.push(made);
    }
    this.#card([...parts, ...this.#otherWays()]);
    (form.fields?.[0] ?? this.querySelector('h1')).focus();
  }

  #card(parts) {
    this.replaceChildren(element('div', { class: 'card' },
      element('img', { src: '/static/icons/parley.svg', alt: '', width: '48', height: '48' }), ...parts));
  }

  #otherWays() {
    if (this.kind !== 'sign-in') return this.server.needsSetup ? [] : [way('You have an account here? ', 'Sign in', '/sign-in')];
    const ways = [];
    if (this.server.signUp === 'open' && !this.server.needsSetup) ways.push(way('New here? ', 'Make an account', '/join'));
    if (this.server.mode === 'open') ways.push(this.#guestWay());
    return ways;
  }

  #guestWay() {
    const link = element('button', { type: 'button', class: 'link' }, 'Go on without one');
    link.addEventListener('click', () => tell(this, 'leave-gate'));
    return element('p', { class: 'other-way' }, 'No account needed to talk in public rooms. ', link);
  }

  async #submit(event, problem) {
    event.preventDefault();
    if (this.#busy || anyWrong(this.#form.fields)) return;
    this.#busy = true;
    problem.textContent = '';
    try {
      const outcome = await this.#form.run(valuesOf(this.#form.fields));
      if (outcome?.next) this.#show(outcome.next);
      else if (outcome) tell(this, 'arrived', outcome);
    } catch (failure) {
      const field = this.#form.fields.find(({ name }) => name === this.#form.blames?.[failure.code]);
      if (field) field.complain(failure.message);
      else problem.textContent = failure.message;
    } finally {
      this.#busy = false;
    }
  }
}

function way(words, label, href) {
  return element('p', { class: 'other-way' }, words, element('a', { href }, label));
}

customElements.define('gate-page', GatePage);
