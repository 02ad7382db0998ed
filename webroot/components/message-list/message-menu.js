import { Menu } from '../menu-button/menu.js';

const LONG_PRESS = 500;
const SLACK = 10;
const AFTER_TOUCH = 80;

/**
 * What can be done with a message: a button shown while one points at it or has the focus on it, a long press on touch, and the
 * arrow keys from one message's button to the next. Only one of the buttons takes part in tabbing: the last one used.
 */
export class MessageMenu {
  #menu = new Menu({ toggled: (isOpen, anchor) => this.#toggled(isOpen, anchor) });
  #rows;
  #itemsOf;
  #press = null;

  /** `itemsOf(message)` answers what can be done with the message whose element is given. */
  constructor({ scroller, rows, itemsOf, signal }) {
    this.#rows = rows;
    this.#itemsOf = itemsOf;
    this.#menu.label = 'Message';
    const on = (type, task, options) => scroller.addEventListener(type, task, { signal, ...options });
    on('click', ({ target }) => this.#clicked(target.closest('.message-more')));
    on('keydown', (event) => this.#key(event));
    on('pointerdown', (event) => this.#pressed(event), { passive: true });
    on('pointermove', (event) => this.#moved(event), { passive: true });
    on('pointerup', () => this.#lifted(), { passive: true });
    on('contextmenu', (event) => { if (this.#press) event.preventDefault(); });
    for (const type of ['pointercancel', 'scroll']) on(type, () => this.#released(), { passive: true });
    signal.addEventListener('abort', () => this.#released());
  }

  get element() {
    return this.#menu.element;
  }

  #clicked(button) {
    if (!button) return;
    if (this.#menu.isOpen) this.#menu.close();
    else this.#open(button);
  }

  /** While a message is on its way there is nothing to be done with it. */
  #open(button) {
    const items = this.#itemsOf(button.closest('.message'));
    if (items.length === 0) return;
    this.#rove(button);
    this.#menu.open(items, button);
  }

  #toggled(isOpen, anchor) {
    anchor?.setAttribute('aria-expanded', String(isOpen));
  }

  #key(event) {
    const button = event.target.closest('.message-more');
    if (!button || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    const all = [...this.#rows.querySelectorAll('.message-more')];
    const next = all[all.indexOf(button) + (event.key === 'ArrowUp' ? -1 : 1)];
    if (!next) return;
    this.#rove(next);
    next.focus();
  }

  /** The way into the messages by Tab. */
  #rove(button) {
    for (const other of this.#rows.querySelectorAll('.message-more[tabindex="0"]')) other.tabIndex = -1;
    button.tabIndex = 0;
  }

  /** To be called when the messages have changed: one of the buttons must always be there for Tab. */
  settle() {
    if (this.#rows.querySelector('.message-more[tabindex="0"]')) return;
    const last = [...this.#rows.querySelectorAll('.message-more')].at(-1);
    if (last) last.tabIndex = 0;
  }

  #pressed({ pointerType, target, clientX, clientY }) {
    this.#released();
    const button = target.closest('.message')?.querySelector('.message-more');
    if (pointerType === 'mouse' || !button) return;
    const timer = setTimeout(() => {
      this.#press.isLong = true;
      button.closest('.message').setAttribute('data-touched', '');
    }, LONG_PRESS);
    this.#press = { x: clientX, y: clientY, button, timer, isLong: false };
  }

  /** Only when the finger is gone and what browsers make a mouse of it has come: either would close what is open by then. */
  #lifted() {
    const { button, isLong } = this.#press ?? {};
    this.#released();
    if (isLong) setTimeout(() => button.isConnected && this.#open(button), AFTER_TOUCH);
  }

  #moved({ clientX, clientY }) {
    if (this.#press && Math.hypot(clientX - this.#press.x, clientY - this.#press.y) > SLACK) this.#released();
  }

  #released() {
    clearTimeout(this.#press?.timer);
    this.#press = null;
  }
}
