import { line, radios } from '../form-dialog/fields.js';
import { form, part, reading } from '../tab-page/parts.js';

const SIGN_UP = [['invitation', 'By invitation', 'Who has a link of yours can make an account.'], ['open', 'Open', 'Anybody who finds this server can make an account.']];

/** What the server is called, and how people come to have an account. */
export function settingsPart({ admin, session }) {
  return part('This server', reading({
    read: () => admin.settings(),
    show: ({ signUp, name }) => form({
      fields: [
        line({ name: 'name', label: 'Name', value: name, hint: 'It stands above the rooms and on the sign-in page.' }),
        radios({ name: 'signUp', label: 'Who can make an account?', options: SIGN_UP, value: signUp }),
      ],
      yes: 'Save',
      run: async (values) => {
        await admin.changeSettings({ signUp: values.signUp, name: values.name.trim() });
        await session.refresh();
      },
    }),
  }).element);
}
