import { element, tell } from '../element.js';
import { icon } from '../icon/icon.js';
import { renderKeyed } from '../keyed.js';
import { MessageMenu } from './message-menu.js';
import { messageRow } from './message-row.js';
import { ScrollKeeper } from './scroll-keeper.js';
import { startOfNextDay } from '../../state/dates.js';

const AHEAD = 900;
const TRY_AGAIN = 5_000;

/** The conversation's log: shows the window of messages, asks for more near its ends, and keeps the reader's place. */
export class MessageList extends HTMLElement {
  #scroller = element('div', { class: 'scroller', role: 'log', 'aria-label': 'Messages', 'aria-live': 'off', tabindex: '0' });
  #top = element('div', { class: 'list-top' });
  #rows = element('div', { class: 'rows' });
  #pill = element('button', { type: 'button', class: 'pill pill-below', hidden: true });
  #linePill = element('button', { type: 'button', class: 'pill pill-above', hidden: true });
  #shown = [];
  #keeper = new ScrollKeeper(this.#scroller, this.#rows);
  #conversation = null;
  #menu = null;
  #faces = (username) => ({ username, displayName: username, avatar: null });
  #names = 0;
  #offers = () => [];
  #nameOf = (username) => this.#faces(username).displayName;
  #stop = null;
  #midnight = null;
  #lineSeen = false;
  #topState = null;
  #isOpen = true;
  #failed = false;
  #again = null;

  connectedCallback() {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.#scroller.replaceChildren(this.#top, this.#rows);
    this.#menu = new MessageMenu({ scroller: this.#scroller, rows: this.#rows, itemsOf: (message) => this.#itemsOf(message), signal });
    this.replaceChildren(this.#scroller, this.#linePill, this.#pill, this.#menu.element);
    this.toggleAttribute('data-copies', Boolean(navigator.clipboard));
    this.#scroller.addEventListener('scroll', () => this.#scrolled(), { signal, passive: true });
    this.#scroller.addEventListener('click', (event) => this.#clicked(event), { signal });
    this.#pill.addEventListener('click', () => this.toEnd(), { signal });
    this.#linePill.addEventListener('click', () => this.#toLine(), { signal });
    const resizes = new ResizeObserver(() => this.#restore());
    resizes.observe(this.#scroller);
    resizes.observe(this.#rows);
    signal.addEventListener('abort', () => resizes.disconnect());
    this.#awaitMidnight();
  }

  disconnectedCallback() {
    this.#stop.abort();
    clearTimeout(this.#midnight);
    clearTimeout(this.#again);
  }

  set conversation(conversation) {
    this.#conversation = conversation;
    this.#lineSeen = false;
    this.#failed = false;
    renderKeyed(this.#rows, [], messageRow);
    this.#keeper.toEnd();
    this.render();
  }

  /** How people look: `faceOf(username)`, which answers the same object as long as nothing about somebody changes. */
  set faceOf(faceOf) {
    this.#faces = faceOf;
  }

  /** Whether one writes here: an empty room says what to do next only to who can do it. */
  set isOpen(isOpen) {
    if (this.#isOpen === isOpen) return;
    this.#isOpen = isOpen;
    this.#topState = null;
    this.render();
  }

  /** What can be done with a message: `offers(row)` answers the items of its menu. */
  set offers(offers) {
    this.#offers = offers;
  }

  /** Somebody is called something else now: notices name them too. */
  renamed() {
    this.#names += 1;
    this.render();
  }

  get isAtEnd() {
    return this.#keeper.atEnd && this.#conversation.atEnd;
  }

  render() {
    const conversation = this.#conversation;
    if (!conversation) return;
    this.#renderTop();
    this.#shown = conversation.rows().map((row) => this.#dress(row));
    renderKeyed(this.#rows, this.#shown, messageRow);
    this.#menu.settle();
    this.#restore();
    this.#renderPills();
    this.#loadMore();
  }

  async toEnd() {
    await this.#conversation.latest().catch(() => {});
    this.#keeper.toEnd();
    this.#follow();
    this.render();
  }

  /** Moves the view by about a page, for hands that rest in the composer. */
  scrollByPage(direction) {
    this.#scroller.scrollTop += direction * this.#scroller.clientHeight * 0.85;
  }

  #dress(row) {
    if (row.kind === 'message') return { ...row, face: this.#faces(row.username), me: this.#conversation.me, names: this.#names, nameOf: this.#nameOf };
    return row.kind === 'notice' ? { ...row, names: this.#names, nameOf: this.#nameOf } : row;
  }

  #itemsOf(message) {
    const row = this.#shown[[...this.#rows.children].indexOf(message)];
    return row ? this.#offers(row) : [];
  }

  async #toLine() {
    this.#lineSeen = true;
    await this.#conversation.toLine().catch(() => {});
    this.render();
    const line = this.#rows.querySelector('.new-line');
    if (line) this.#keeper.toRow(line);
    this.#scrolled();
  }

  /** Only the living end is worth staying at: the end of a page in the middle moves on as more loads below. */
  #restore() {
    this.#keeper.restore(this.#conversation?.attached ?? true);
  }

  #scrolled() {
    this.#keeper.note();
    this.#follow();
    this.#renderPills();
    this.#loadMore();
  }

  #follow() {
    this.#conversation?.follow(this.isAtEnd, this.#seqInView());
  }

  /** Where the view begins; null where only messages on their way are in it. */
  #seqInView() {
    return this.#shown.find(({ seq }, index) => seq && index >= this.#keeper.firstInView)?.seq ?? null;
  }

  #loadMore() {
    const { loaded, atStart, attached } = this.#conversation;
    if (!loaded || this.#failed) return;
    if (!atStart && this.#keeper.above < AHEAD) this.#load(this.#conversation.older());
    else if (!attached && this.#keeper.below < AHEAD) this.#load(this.#conversation.newer());
  }

  #load(page) {
    const conversation = this.#conversation;
    page.catch(() => {
      if (conversation !== this.#conversation) return;
      this.#failed = true;
      this.#again = setTimeout(() => this.#loadAgain(), TRY_AGAIN);
      this.render();
    });
  }

  #loadAgain() {
    clearTimeout(this.#again);
    this.#failed = false;
    this.render();
  }

  #renderTop() {
    const { loaded, atStart, isEmpty } = this.#conversation;
    const state = !loaded ? 'waiting' : isEmpty ? 'empty' : atStart ? 'start' : this.#failed ? 'failed' : 'more';
    if (state === this.#topState) return;
    this.#topState = state;
    this.#scroller.setAttribute('aria-busy', String(state === 'waiting'));
    this.#top.dataset.state = state;
    this.#top.replaceChildren(...this.#topOf(state));
  }

  #topOf(state) {
    if (state === 'waiting' || state === 'more') return [element('p', {}, state === 'more' ? 'Loading earlier messages…' : 'Loading…')];
    if (state === 'failed') {
      return [element('p', {}, 'More messages couldn’t be loaded.'),
        element('button', { type: 'button', class: 'quiet', 'data-action': 'load' }, 'Try again')];
    }
    if (state === 'start') return [element('p', {}, 'This is where the room begins.')];
    return [icon('messages-square'), element('h2', {}, 'Nothing said yet'), element('p', {}, this.#isOpen ? 'Write the first message below.' : 'You can read here as soon as somebody has written.')];
  }

  #renderPills() {
    const { unread, attached, behindLine } = this.#conversation;
    const away = !attached || this.#keeper.below > this.#scroller.clientHeight;
    const below = !this.isAtEnd && (unread > 0 || away);
    show(this.#pill, below, 'arrow-down', unread > 0 ? count(unread) : 'Jump to latest');
    const line = this.#rows.querySelector('.new-line');
    if (line && !this.#keeper.isAbove(line)) this.#lineSeen = true;
    if (behindLine === 0) this.#lineSeen = false;
    const above = behindLine > 0 && !this.#lineSeen && unread === 0 && this.#conversation.loaded;
    show(this.#linePill, above, 'arrow-up', count(behindLine));
  }

  #clicked({ target, pointerType }) {
    const button = target.closest('[data-action]');
    if (button?.dataset.action === 'load') {
      this.#loadAgain();
    } else if (button?.dataset.action === 'react') {
      tell(this, 'react', { id: button.dataset.message, emoji: button.dataset.emoji, isOn: button.getAttribute('aria-pressed') !== 'true' });
    } else if (button) {
      tell(this, button.dataset.action, button.dataset.nonce ?? button.dataset.username);
    } else if (pointerType === 'touch') {
      this.#touch(target.closest('.message'));
    }
  }

  /** A finger can't hover: a touch shows the exact time instead. */
  #touch(message) {
    const shown = this.#rows.querySelector('[data-touched]');
    shown?.removeAttribute('data-touched');
    if (message && message !== shown) message.setAttribute('data-touched', '');
  }

  #awaitMidnight() {
    this.#midnight = setTimeout(() => {
      this.render();
      this.#awaitMidnight();
    }, startOfNextDay(Date.now()) - Date.now() + 500);
  }
}

function count(messages) {
  return messages === 1 ? '1 new message' : `${messages.toLocaleString('en')} new messages`;
}

function show(pill, visible, sign, text) {
  pill.hidden = !visible;
  if (!visible || pill.textContent === text) return;
  pill.replaceChildren(icon(sign), text);
}

customElements.define('message-list', MessageList);
