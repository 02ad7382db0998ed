import { avatar } from '../avatar/avatar.js';
import { element, tell } from '../element.js';
import { icon } from '../icon/icon.js';
import { Repaint } from '../repaint.js';
import { may } from '../../state/may.js';
import { othersIn, titleOf } from '../../state/room-sections.js';
import { messageMenu, roomMenu } from './menus.js';
import '../connection-bar/connection-bar.js';
import '../menu-button/menu-button.js';
import '../message-composer/message-composer.js';
import '../message-list/message-list.js';
import '../typing-line/typing-line.js';

const SIGNS = { open: 'Connected', connecting: 'Connecting', waiting: 'Not connected', offline: 'Not connected' };
const KINDS = { private: { sign: 'lock', label: 'Private room' }, announcements: { sign: 'megaphone', label: 'Announcements' }, archived: { sign: 'archive', label: 'Archived' } };

/** One room: its head, its messages, who types, and where to write. Says `deed` with what is to be done and to what. */
export class ConversationView extends HTMLElement {
  #heading = element('h1', { tabindex: '-1', dir: 'auto' });
  #face = element('span', { class: 'room-face' });
  #topic = element('p', { class: 'topic', dir: 'auto' });
  #sign = element('span', { class: 'link-sign', role: 'img' });
  #join = element('button', { type: 'button', class: 'quiet', hidden: true }, 'Join');
  #people = element('button', { type: 'button', class: 'people-button', 'aria-label': 'People', title: 'People' }, icon('users'));
  #menu = document.createElement('menu-button');
  #bar = document.createElement('connection-bar');
  #list = document.createElement('message-list');
  #typing = document.createElement('typing-line');
  #composer = document.createElement('message-composer');
  #conversation = null;
  #drafts = null;
  #me = null;
  #faces = null;
  #room = null;
  #repaint = new Repaint(() => this.#render());
  #stop = null;
  #listening = null;

  connectedCallback() {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    const back = element('a', { href: '/', class: 'back sign-button', 'aria-label': 'All rooms', title: 'All rooms' }, icon('arrow-left'));
    this.replaceChildren(
      element('header', { class: 'room-head' }, back, this.#face, element('div', { class: 'names' }, this.#heading, this.#topic),
        this.#sign, this.#join, this.#people, this.#menu),
      this.#bar, this.#list, this.#typing, this.#composer);
    this.#menu.dress('Room menu', icon('ellipsis-vertical'));
    this.#menu.items = () => roomMenu(this.#room, this.#me).map((item) => this.#doing(item));
    this.#list.offers = (row) => messageMenu(row, this.#room, this.#me).map((item) => this.#doing(item));
    this.#people.addEventListener('click', () => tell(this, 'show-people'), { signal });
    this.#join.addEventListener('click', () => tell(this, 'deed', { deed: 'join', of: this.#room }), { signal });
    this.addEventListener('try-now', () => this.#conversation.tryNow(), { signal });
    this.addEventListener('retry', ({ detail }) => this.#conversation.retry(detail), { signal });
    this.addEventListener('discard', ({ detail }) => this.#conversation.discard(detail), { signal });
    this.addEventListener('send', ({ detail }) => this.#send(detail), { signal });
    this.addEventListener('react', ({ detail: { id, ...how } }) => tell(this, 'deed', { deed: 'react', of: { room: this.#room, message: { id }, ...how } }), { signal });
    this.addEventListener('typed', () => this.#conversation.typed(), { signal });
    this.addEventListener('draft', ({ detail }) => this.#keepDraft(detail), { signal });
    this.addEventListener('scroll-page', ({ detail }) => this.#list.scrollByPage(detail), { signal });
  }

  disconnectedCallback() {
    this.#stop.abort();
    this.#listening?.abort();
    this.#repaint.cancel();
  }

  /** Shows a conversation; `drafts` keeps what is written in it but not sent, `people` knows how everybody looks. */
  open(conversation, { drafts, people, me, room }) {
    this.#listening?.abort();
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    this.#conversation = conversation;
    this.#drafts = drafts;
    this.#faces = people;
    conversation.addEventListener('change', () => this.#repaint.request(), { signal });
    conversation.addEventListener('notice', ({ detail }) => this.notify(detail), { signal });
    people.addEventListener('change', () => this.#facesChanged(), { signal });
    this.#list.faceOf = (username) => people.face(username);
    this.show(room, me);
    this.#composer.open(this.#title, drafts.get(room.id, ''));
    this.#list.conversation = conversation;
    this.#repaint.now();
  }

  /** The room as it is now, and as whom one looks at it (null for a guest). */
  show(room, me) {
    this.#room = room;
    this.#me = me;
    this.#heading.textContent = this.#title;
    this.#topic.textContent = room.topic;
    this.#topic.title = room.topic;
    this.#join.hidden = me === null || room.role !== null || room.kind !== 'public' || !room.owned || room.archived;
    this.#face.replaceChildren(...this.#signsOf(room));
    const closed = closedBecause(room, me);
    this.#composer.closed = closed;
    this.#list.isOpen = !closed;
  }

  focusHeading() {
    this.#heading.focus();
  }

  focusComposer() {
    this.#composer.focus();
  }

  /** A sentence above the composer, gone by itself. */
  notify(sentence) {
    this.#composer.notify(sentence);
  }

  /** Answers whether there was something to come back from. */
  backToEnd() {
    if (this.#list.isAtEnd) return false;
    this.#list.toEnd();
    return true;
  }

  get #title() {
    return titleOf(this.#room, this.#conversation.me, (name) => this.#faces.face(name).displayName);
  }

  #signsOf(room) {
    if (room.kind === 'direct') {
      const [first] = othersIn(room, this.#conversation.me);
      return [avatar(this.#faces.face(first ?? this.#conversation.me))];
    }
    const kind = KINDS[room.archived ? 'archived' : room.kind === 'private' ? 'private' : room.announcements ? 'announcements' : ''];
    return kind ? [element('span', { role: 'img', 'aria-label': kind.label, title: kind.label }, icon(kind.sign))] : [];
  }

  #facesChanged() {
    this.show(this.#room, this.#me);
    this.#list.renamed();
    this.#repaint.request();
  }

  #doing({ deed, of, ...item }) {
    return { ...item, action: () => tell(this, 'deed', { deed, of }) };
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
    this.#typing.names = typing.map((name) => this.#faces.face(name).displayName);
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
    if (text) this.#drafts.set(this.#room.id, text);
    else this.#drafts.remove(this.#room.id);
  }
}

/** Why nobody, or this one, writes here; empty where one may. */
function closedBecause(room, me) {
  if (room.archived) return 'This room is archived. It can be read, but nothing is written in it any more.';
  if (may('post', room, me)) return '';
  return room.announcements ? 'Only moderators write in this room.' : 'You read along in this room, and don’t write.';
}

customElements.define('conversation-view', ConversationView);
