/** Dialogs are loaded when they are first needed. One at a time: another one asked for meanwhile is left out. */
const LOADERS = {
  'new-room-dialog': () => import('../new-room-dialog/new-room-dialog.js'),
  'delete-room-dialog': () => import('../delete-room-dialog/delete-room-dialog.js'),
  'name-dialog': () => import('../name-dialog/name-dialog.js'),
  'keys-dialog': () => import('../keys-dialog/keys-dialog.js'),
  'room-switcher': () => import('../room-switcher/room-switcher.js'),
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
