import { withStyle } from '../late.js';

const PAGE_STYLES = ['tab-page/tab-page.css', 'form-dialog/form.css'];

/** What stands beside the rooms or in place of them, loaded when it is first needed. */
const LOADERS = {
  gate: () => withStyle(['gate-page/gate-page.css', 'form-dialog/form.css'], () => import('../gate-page/gate-page.js')),
  me: () => withStyle(PAGE_STYLES, () => import('../account-page/account-page.js')),
  people: () => withStyle(PAGE_STYLES, () => import('../people-page/people-page.js')),
  admin: () => withStyle(PAGE_STYLES, () => import('../admin-page/admin-page.js')),
};

const ELEMENTS = { gate: 'gate-page', me: 'account-page', people: 'people-page', admin: 'admin-page' };

export async function openPage(name, properties) {
  await LOADERS[name]();
  return Object.assign(document.createElement(ELEMENTS[name]), properties);
}
