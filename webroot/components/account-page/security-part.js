import { element } from '../element.js';
import { line } from '../form-dialog/fields.js';
import { newPassword } from '../form-dialog/password-field.js';
import { button, form, part, sayLine } from '../tab-page/parts.js';
import { qrCode } from './qr-code.js';

const needed = (words) => (value) => (value === '' ? words : null);
const ownPassword = () => line({ name: 'password', label: 'Your password', type: 'password', autocomplete: 'current-password', check: needed('Enter your password.') });

/** The password and the second factor. */
export function securityPart(given) {
  return [passwordPart(given), given.session.me.twoFactor ? endPart(given) : beginPart(given)];
}

function passwordPart({ me, session }) {
  // Password managers want to know whose password it is.
  const whose = element('input', { type: 'text', autocomplete: 'username', value: session.me.username, hidden: true, readonly: true, 'aria-hidden': 'true', tabindex: '-1' });
  const current = line({ name: 'current', label: 'Current password', type: 'password', autocomplete: 'current-password', check: needed('Enter your current password.') });
  const next = newPassword({ label: 'New password' });
  const made = form({
    fields: [current, next],
    yes: 'Change password',
    blames: { wrong_credentials: 'current', weak_password: 'password' },
    done: 'The new password is in force. Your other devices are signed out.',
    run: async (values, shown) => {
      await me.changePassword(values.current, values.password);
      shown.reset();
      next.control.dispatchEvent(new Event('input'));
    },
  });
  made.prepend(whose);
  return part('Password', made);
}

function beginPart({ me, openDialog, session, refresh }) {
  const box = element('div', { class: 'part-body' });
  const begin = button('Set up two-factor sign-in', () => openDialog('form-dialog', {
    title: 'Two-factor sign-in',
    fields: [ownPassword()],
    yes: 'Continue',
    run: ({ password }) => me.beginTwoFactor(password),
    done: (secret) => box.replaceChildren(...confirmation({ me, openDialog, session, refresh, secret })),
  }), { kind: 'main' });
  box.append(element('p', {}, 'Besides the password, signing in asks for a code that an app on your phone shows. Somebody who learns your password still can’t come in.'), begin);
  return part('Two-factor sign-in', box);
}

function confirmation({ me, openDialog, session, refresh, secret: { secret, uri } }) {
  const code = line({ name: 'code', label: 'Code', autocomplete: 'one-time-code', mode: 'numeric', check: needed('Enter the code that the app shows.') });
  return [
    element('p', {}, 'Scan this with your authenticator app, or type the key into it. Then enter the code it shows.'),
    qrCode(uri),
    element('p', {}, 'Key: ', element('span', { class: 'secret' }, secret.replace(/(.{4})(?=.)/g, '$1 '))),
    form({
      fields: [code],
      yes: 'Turn on',
      blames: { wrong_credentials: 'code', invalid_code: 'code' },
      done: '',
      run: async (values) => {
        const codes = await me.confirmTwoFactor(values.code.replace(/\s/g, ''));
        await openDialog('once-dialog', {
          title: 'Your recovery codes', label: 'Recovery codes', secret: codes.join('\n'),
          lead: 'Keep them where you find them without your phone. Each lets you in once. They are shown only now.',
        });
        session.become(await me.read());
        refresh();
      },
    }),
  ];
}

function endPart({ me, openDialog, session, refresh }) {
  const { line: said, say } = sayLine();
  const end = button('Turn off', () => openDialog('form-dialog', {
    title: 'Turn off two-factor sign-in?',
    lead: 'From then on the password alone lets somebody in. The recovery codes stop working too.',
    fields: [ownPassword()],
    yes: 'Turn off',
    isDangerous: true,
    run: async ({ password }) => {
      await me.endTwoFactor(password);
      session.become(await me.read());
    },
    done: refresh,
  }), { said: say });
  return part('Two-factor sign-in', element('p', {}, 'It is on: signing in asks for a code of your authenticator app.'), element('div', { class: 'row' }, end), said);
}
