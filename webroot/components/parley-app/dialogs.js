import { withStyle } from '../late.js';

/** Dialogs are loaded when they are first needed. One at a time: another one asked for meanwhile is left out. */
const LOADERS = {
  'new-room-dialog': () => withStyle('form-dialog/form.css', () => import('../new-room-dialog/new-room-dialog.js')),
  'delete-room-dialog': () => import('../delete-room-dialog/delete-room-dialog.js'),
  'name-dialog': () => import('../name-dialog/name-dialog.js'),
  'keys-dialog': () => import('../keys-dialog/keys-dialog.js'),
  'room-switcher': () => import('../room-switcher/room-switcher.js'),
  'form-dialog': () => withStyle('form-dialog/form.css', () => import('../form-dialog/form-dialog.js')),
  'direct-dialog': () => withStyle('people-picker/people-picker.css', () => import('../direct-dialog/direct-dialog.js')),
  'person-card': () => withStyle(['person-card/person-card.css'], () => import('../person-card/person-card.js')),
  'once-dialog': () => withStyle('form-dialog/form.css', () => import('../form-dialog/once-dialog.js')),
  'room-settings': () => withStyle(['form-dialog/form.css', 'people-picker/people-picker.css', 'tab-page/tab-page.css', 'room-settings/room-settings.css'], () => import('../room-settings/room-settings.js')),
};

let opening = false;

export async function openDialog(name, properties = {}) {
  if (opening || document.querySelector('dialog[open]')) return;
  opening = true;
  try {
    await LOADERS[name]();
    document.body.append(Object.assign(document.createElement(name), properties));
  } finally {
    opening = false;
  }
}
