import { element } from '../element.js';
import { line } from '../form-dialog/fields.js';
import { newPassword } from '../form-dialog/password-field.js';
import { exactTime } from '../../state/dates.js';
import { nameProblem, usernameProblem } from '../../state/text-rules.js';

const needed = (words) => (value) => (value.trim() === '' ? words : null);
const BLAMES = { name_taken: 'username', weak_password: 'password', invalid_name: 'username' };

/** The forms of the ways in: `{heading, lead, fields, yes, run, blames}`. `run` promises who came in, or `{next}`, another form. */
export function signInForm({ account, server }) {
  const username = line({ name: 'username', label: 'Name', autocomplete: 'username', check: nameProblem });
  const password = line({ name: 'password', label: 'Password', type: 'password', autocomplete: 'current-password', check: needed('Enter your password.') });
  const setUp = server.needsSetup ? ' Nobody has an account yet: the server printed a set-up link when it started.' : '';
  return {
    heading: `Sign in to ${server.name}`,
    lead: `With your name and password.${setUp}`,
    fields: [username, password],
    yes: 'Sign in',
    blames: { wrong_credentials: 'password' },
    run: async (values) => {
      try {
        return await account.signIn({ ...values, username: values.username.trim() });
      } catch (problem) {
        if (problem.code === 'second_factor_needed') return { next: codeForm({ account, values }) };
        throw problem;
      }
    },
  };
}

function codeForm({ account, values }) {
  const code = line({ name: 'code', label: 'Code', autocomplete: 'one-time-code', check: needed('Enter the code.'), hint: 'The six digits of your authenticator app, or one of your recovery codes.' });
  return {
    heading: 'Second step',
    lead: ['For ', element('bdi', {}, values.username.trim()), '.'],
    fields: [code],
    yes: 'Sign in',
    blames: { wrong_credentials: 'code', second_factor_needed: 'code' },
    run: (typed) => account.signIn({ username: values.username.trim(), password: values.password, code: typed.code.replace(/\s/g, '') }),
  };
}

export function setUpForm({ account, token }) {
  return {
    heading: 'Set up this server',
    lead: 'Make the first account. It is the administrator’s: it invites the others and settles what is unclear.',
    fields: newcomer(),
    yes: 'Make the account',
    blames: BLAMES,
    run: (values) => account.setUp({ token, ...trimmed(values) }),
  };
}

export function signUpForm({ account, server, invitation, link }) {
  const from = link.invitedBy ? [element('bdi', {}, link.invitedBy), ' has invited you. '] : [];
  const until = link.expiresAt ? [`The invitation holds until ${exactTime(link.expiresAt)}.`] : ['Make an account to come in.'];
  return {
    heading: `Join ${server.name}`,
    lead: [...from, ...until],
    fields: newcomer(),
    yes: 'Join',
    blames: BLAMES,
    run: (values) => account.signUp({ invitation, ...trimmed(values) }),
  };
}

export function resetForm({ account, server, token, link }) {
  return {
    heading: 'A new password',
    lead: link.username ? ['For ', element('bdi', {}, link.username), '. Everybody signed in with the old one is signed out.'] : 'Everybody signed in with the old one is signed out.',
    fields: [newPassword({ label: 'New password' })],
    yes: 'Save the password',
    blames: BLAMES,
    run: async ({ password }) => {
      await account.resetPassword(token, password);
      const next = signInForm({ account, server });
      if (link.username) next.fields[0].value = link.username;
      return { next: { ...next, lead: 'The new password is in force. Sign in with it.' } };
    },
  };
}

function newcomer() {
  return [
    line({ name: 'username', label: 'Name', autocomplete: 'username', check: usernameProblem, hint: 'You sign in with it and are mentioned by it. It can’t be changed later.' }),
    line({ name: 'displayName', label: 'Display name', autocomplete: 'name', hint: 'What others see beside what you say. Left empty, it is your name.' }),
    newPassword(),
  ];
}

function trimmed({ username, displayName, password }) {
  return { username: username.trim(), displayName: displayName.trim(), password };
}
