import { element } from '../element.js';
import { avatar } from '../avatar/avatar.js';
import { area, line, tick } from '../form-dialog/fields.js';
import { button, form, part, sayLine } from '../tab-page/parts.js';
import { ABOUT_LIMIT, STATUS_LIMIT, lengthOf, nameProblem } from '../../state/text-rules.js';

const TYPES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];

const atMost = (limit) => (text) => (lengthOf(text) > limit ? `At most ${limit} characters, please.` : null);

/** How others see one. */
export function profilePart({ me, session, people }) {
  const { displayName, about, status, hideLastSeen } = session.me;
  const learn = (changed) => {
    session.become(changed);
    people.refresh();
  };
  return [
    part('Picture', pictureRow({ me, session, learn })),
    part('Profile', form({
      fields: [
        line({ name: 'displayName', label: 'Display name', value: displayName, autocomplete: 'name', check: nameProblem, hint: `You sign in as ${session.me.username}; that stays.` }),
        line({ name: 'status', label: 'Status', value: status, check: atMost(STATUS_LIMIT), hint: 'A few words beside your name: “On holiday until Monday”.' }),
        area({ name: 'about', label: 'About you', value: about, check: atMost(ABOUT_LIMIT) }),
        tick({ name: 'hideLastSeen', label: 'Don’t tell others when I was last here', value: hideLastSeen }),
      ],
      yes: 'Save',
      run: async (values) => learn(await me.change({ ...values, displayName: values.displayName.trim(), status: values.status.trim(), about: values.about.trim() })),
    })),
  ];
}

/** The picture that is chosen stands here before it is sent; the server makes a square of it. */
function pictureRow({ me, session, learn }) {
  const { line: said, say } = sayLine();
  const shown = element('span', { class: 'shown' });
  const input = element('input', { type: 'file', accept: TYPES.join(','), class: 'visually-hidden' });
  const choose = element('label', { class: 'file-button' }, 'Choose a picture', input);
  const use = button('Use this picture', async () => {
    await me.setAvatar(input.files[0]);
    learn(await me.read());
    settle();
    say('This is your picture now.');
  }, { kind: 'main', said: say });
  const remove = button('Remove picture', async () => {
    await me.removeAvatar();
    learn(await me.read());
    settle();
    say('Your picture is gone.');
  }, { said: say });
  const settle = () => {
    input.value = '';
    use.hidden = true;
    remove.hidden = session.me.avatar === null;
    shown.replaceChildren(avatar(session.me, 256));
  };
  input.addEventListener('change', async () => {
    const [file] = input.files;
    if (!file) return settle();
    if (!TYPES.includes(file.type)) return say('PNG, JPEG, GIF and WebP can be used.', true);
    say('');
    shown.replaceChildren(avatar({ ...session.me, avatar: await readAsUrl(file) }, 256));
    use.hidden = false;
    return use.focus();
  });
  settle();
  return element('div', {}, element('div', { class: 'avatar-row' }, shown, choose, use, remove), said);
}

function readAsUrl(file) {
  return new Promise((done, fail) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result);
    reader.onerror = () => fail(reader.error);
    reader.readAsDataURL(file);
  });
}
