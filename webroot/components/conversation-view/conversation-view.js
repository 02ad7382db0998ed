import { element, tell } from '../element.js';
import { icon } from '../icon/icon.js';
import { Repaint } from '../repaint.js';
import '../connection-bar/connection-bar.js';
import '../menu-button/menu-button.js';
import '../message-composer/message-composer.js';
import '../message-list/message-list.js';
import '../typing-line/typing-line.js';

const SIGNS = { open: 'Connected', connecting: 'Connecting', waiting: 'Not connected', offline: 'Not connected' };

/** One room: its head, its messages, who types, and where to write. */
export class ConversationView extends HTMLElement {
  #heading = element('h1', { tabindex: '-1', dir: 'auto' });
  #sign = element('span', { class: 'link-sign', role: 'img' });
  #people = element('button', { type: 'button', class: 'people-button', 'aria-label': 'People', title: 'People' }, icon('users'));
  #menu = document.createElement('menu-button');
  #bar = document.createElement('connection-bar');
  #list = document.createElement('message-list');
  #typing = document.createElement('typing-line');
  #composer = document.createElement('message-composer');
  #conversation = null;
  #drafts = null;
  #repaint = new Repaint(() => this.#render());
  #stop = null;
  #listening = null;

  connectedCallback() {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    const back = element('a', { href: '/', class: 'back sign-button', 'aria-label': 'All rooms', title: 'All rooms' }, icon('arrow-left'));
    this.replaceChildren(
      element('header', { class: 'room-head' }, back, this.#heading, this.#sign, this.#people, this.#menu),
      this.#bar, this.#list, this.#typing, this.#composer);
    this.#menu.dress('Room menu', icon('ellipsis-vertical'));
    this.#menu.items = () => this.#menuItems();
    this.#people.addEventListener('click', () => tell(this, 'show-people'), { signal });
    this.addEventListener('try-now', () => this.#conversation.tryNow(), { signal });
    this.addEventListener('retry', ({ detail }) => this.#conversation.retry(detail), { signal });
    this.addEventListener('discard', ({ detail }) => this.#conversation.discard(detail), { signal });
    this.addEventListener('send', ({ detail }) => this.#send(detail), { signal });
    this.addEventListener('typed', () => this.#conversation.typed(), { signal });
    this.addEventListener('draft', ({ detail }) => this.#keepDraft(detail), { signal });
    this.addEventListener('scroll-page', ({ detail }) => this.#list.scrollByPage(detail), { signal });
  }

  disconnectedCallback() {
    this.#stop.abort();
    this.#listening?.abort();
    this.#repaint.cancel();
  }

  /** Shows a conversation; `drafts` keeps what is written in it but not sent. */
  open(conversation, drafts) {
    this.#listening?.abort();
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    this.#conversation = conversation;
    this.#drafts = drafts;
    conversation.addEventListener('change', () => this.#repaint.request(), { signal });
    conversation.addEventListener('notice', ({ detail }) => this.#composer.notify(detail), { signal });
    this.#heading.textContent = conversation.room.name;
    this.#composer.open(conversation.room.name, drafts.get(conversation.room.id, ''));
    this.#list.conversation = conversation;
    this.#repaint.now();
  }

  focusHeading() {
    this.#heading.focus();
  }

  focusComposer() {
    this.#composer.focus();
  }

  /** Answers whether there was something to come back from. */
  backToEnd() {
    if (this.#list.isAtEnd) return false;
    this.#list.toEnd();
    return true;
  }

  #render() {
    const { connection, typing, online } = this.#conversation;
    this.#bar.state = connection;
    this.#sign.dataset.phase = connection.phase;
    this.#sign.setAttribute('aria-label', SIGNS[connection.phase] ?? 'Connecting');
    this.#sign.title = SIGNS[connection.phase] ?? 'Connecting';
    this.#people.dataset.count = online.length > 0 ? online.length.toLocaleString('en') : '';
    this.#people.setAttribute('aria-description', `${online.length} here`);
    this.#list.render();
    this.#typing.names = typing;
  }

  async #send(text) {
    if (!this.#conversation.post(text)) {
      this.#composer.notify('Too many messages are waiting to be sent. This one stays here until the connection is back.');
      return;
    }
    this.#composer.clear();
    await this.#list.toEnd();
  }

  #keepDraft(text) {
    if (text) this.#drafts.set(this.#conversation.room.id, text);
    else this.#drafts.remove(this.#conversation.room.id);
  }

  #menuItems() {
    const items = [{ label: 'Delete room', sign: 'trash', danger: true, action: () => tell(this, 'delete-room', this.#conversation.room) }];
    if (navigator.clipboard) items.unshift({ label: 'Copy link', sign: 'link', action: () => this.#copyLink() });
    return items;
  }

  async #copyLink() {
    const copied = await navigator.clipboard.writeText(location.href).then(() => true, () => false);
    this.#composer.notify(copied ? 'The link to this room is copied.' : 'The link couldn’t be copied. It is in the address bar.');
  }
}

customElements.define('conversation-view', ConversationView);
