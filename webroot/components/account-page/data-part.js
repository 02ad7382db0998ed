import { element } from '../element.js';
import { line, radios } from '../form-dialog/fields.js';
import { button, part, sayLine } from '../tab-page/parts.js';

const MESSAGES = [['keep', 'They stay', 'Signed “deleted person”.'], ['delete', 'They go', 'Everywhere, for everybody.']];

/** One's own data: to take along, and to take away. */
export function dataPart({ me, openDialog, signedOut }) {
  const { line: said, say } = sayLine();
  const remove = button('Delete my account', () => openDialog('form-dialog', {
    title: 'Delete your account?',
    lead: 'You are signed out everywhere, and nobody can take your name. This can’t be undone.',
    fields: [
      radios({ name: 'messages', label: 'What becomes of your messages?', options: MESSAGES }),
      line({ name: 'password', label: 'Your password', type: 'password', autocomplete: 'current-password', check: (text) => (text === '' ? 'Enter your password.' : null) }),
    ],
    yes: 'Delete my account',
    isDangerous: true,
    run: (values) => me.remove(values),
    done: () => signedOut('Your account is deleted.'),
  }), { kind: 'main danger', said: say });
  return [
    part('Take it along',
      element('p', {}, 'Your profile, the rooms you belong to and everything you wrote, as one archive.'),
      element('div', { class: 'row' }, element('a', { href: me.exportPath, class: 'main', download: '' }, 'Export my data'))),
    part('Leave for good', element('div', { class: 'row' }, remove), said),
  ];
}
