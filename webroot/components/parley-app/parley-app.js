import { element } from '../element.js';
import { Repaint } from '../repaint.js';
import { Announcements } from '../../state/announcements.js';
import { Attention } from '../../state/attention.js';
import { titleOf } from '../../state/room-sections.js';
import { accountOf, guestOf } from '../../state/session.js';
import { SleepWatch } from '../../state/sleep-watch.js';
import { openDialog } from './dialogs.js';
import { listenToKeys } from './keys.js';
import { LOST } from './lost.js';
import { openPage } from './pages.js';
import { Router, addressOf } from './router.js';
import { applyTheme } from './theme.js';
import '../blank-state/blank-state.js';
import '../conversation-view/conversation-view.js';
import '../people-panel/people-panel.js';
import '../room-list/room-list.js';
import '../welcome-screen/welcome-screen.js';

const ROOMY = '(min-width: 700px)';
const IN_CIRCLES = 10_000;
const TITLES = { me: 'Your account', people: 'People', admin: 'Administration' };

/** The whole page: rooms, conversation, people. Passes properties down, acts on the events that come up. */
export class ParleyApp extends HTMLElement {
  requests;
  api;
  account;
  session;
  profile;
  rooms;
  people;
  visit;
  clock;
  draftsOf;
  #person = null;
  #drafts = null;
  #sidebar = document.createElement('room-list');
  #main = element('main');
  #view = document.createElement('conversation-view');
  #blank = document.createElement('blank-state');
  #panel = document.createElement('people-panel');
  #voice = element('div', { class: 'visually-hidden', 'aria-live': 'polite' });
  #announcements = null;
  #sleepWatch = null;
  #attention = null;
  #router = null;
  #repaint = new Repaint(() => this.#renderAround());
  #stop = new AbortController();
  #resumed = null;
  #focusNext = false;
  #lostFor = null;
  #gate = null;
  #page = null;
  #farewell = null;
  #asking = null;
  #cameBack = -Infinity;

  start() {
    const { signal } = this.#stop;
    this.#router = new Router({ signal });
    this.#announcements = new Announcements({ clock: this.clock, say: (words) => { this.#voice.textContent = words; } });
    this.#sleepWatch = new SleepWatch({ clock: this.clock, woke: () => this.visit.tryNow() });
    this.#sleepWatch.start();
    this.#attention = new Attention({ clock: this.clock, turned: (status) => this.visit.turn(status) });
    applyTheme(this.profile.theme);
    this.#listenToState(signal);
    this.#listenToComponents(signal);
    this.#listenToWindow(signal);
    listenToKeys({ signal, does: this.#keys() });
    this.#ask();
  }

  disconnectedCallback() {
    this.#stop.abort();
    this.visit.close();
    this.rooms.stop();
    this.people.stop();
    this.#sleepWatch.stop();
    this.#attention.stop();
    this.#announcements.stop();
    this.#repaint.cancel();
  }

  #listenToState(signal) {
    const on = (target, type, task) => target.addEventListener(type, task, { signal });
    on(this.profile, 'theme', () => applyTheme(this.profile.theme));
    on(this.profile, 'name', () => this.#admit());
    on(this.session, 'change', () => this.#admit());
    on(this.requests, 'signed-out', () => { if (this.session.me !== null) this.#ask(); });
    on(this.rooms, 'change', () => this.#roomsChanged());
    on(this.people, 'change', () => this.#repaint.request());
    on(this.#router, 'route', () => (this.#person === null || this.#gate || this.#router.gate ? this.#admit() : this.#routed()));
    on(this.visit, 'opened', ({ detail }) => this.#opened(detail));
    on(this.visit, 'lost', ({ detail }) => this.#lost(detail));
    on(this.visit, 'closed', ({ detail }) => this.#forget(detail.id));
    on(this.visit, 'change', () => this.#repaint.request());
    on(this.visit, 'member', () => this.rooms.refresh());
    on(this.visit, 'noticed', () => this.rooms.refresh());
    on(this.visit, 'heard', ({ detail }) => this.#announcements.add({ ...detail, username: this.#nameOf(detail.username) }));
  }

  #listenToComponents(signal) {
    const on = (type, task) => this.addEventListener(type, ({ detail }) => task(detail), { signal });
    on('named', (name) => { this.profile.name = name; });
    on('arrived', (me) => this.#arrived(me));
    on('leave-gate', (path) => this.#leaveGate(path));
    on('new-room', () => this.#newRoom());
    on('new-direct', () => this.#do('newDirect'));
    on('refresh-rooms', () => this.rooms.refresh());
    on('deed', ({ deed, of }) => this.#do(deed, of));
    on('go', (path) => this.#router.goTo(path));
    on('sign-out', () => this.#signOut());
    on('signed-out', (words) => this.#signedOut(words));
    on('change-name', () => this.#changeName());
    on('show-keys', () => openDialog('keys-dialog'));
    on('show-people', () => this.#panel.open());
    on('show-person', (username) => this.#do('showPerson', username));
    on('jump', () => this.#jump());
  }

  #listenToWindow(signal) {
    const on = (target, type, task) => target.addEventListener(type, task, { signal });
    on(window, 'offline', () => this.visit.offline());
    on(window, 'online', () => this.#returned());
    on(window, 'focus', () => this.#returned());
    on(window, 'blur', () => this.#watch());
    for (const type of ['pointermove', 'pointerdown', 'keydown', 'wheel', 'focus']) addEventListener(type, () => this.#attention.stirred(), { signal, passive: true });
    on(document, 'visibilitychange', () => (document.hidden ? this.#watch() : this.#returned()));
  }

  #keys() {
    return {
      jump: () => this.#jump(),
      help: () => openDialog('keys-dialog'),
      nextRoom: () => this.#step(1),
      previousRoom: () => this.#step(-1),
      escape: () => this.#shown && this.#view.backToEnd(),
      // A letter typed anywhere is the beginning of a message: the focus moves before the key arrives.
      type: () => {
        if (this.#shown) this.#view.focusComposer();
        return false;
      },
    };
  }

  get #shown() {
    return this.visit.conversation !== null && this.#view.isConnected;
  }

  /** Who sits here, and how one comes in: asked at the start, and whenever the server no longer knows us. */
  #ask() {
    this.#asking ??= this.session.refresh()
      .catch(() => this.#unasked())
      .finally(() => { this.#asking = null; });
    return this.#asking;
  }

  #unasked() {
    if (this.#sidebar.isConnected || this.#gate) return;
    this.#blank.show({ ...LOST.unreachable, text: 'Check your connection.', back: false, action: { label: 'Try again', run: () => this.#ask() } });
    this.#fill(element('main', { class: 'alone' }, this.#blank));
  }

  /** To whom the page belongs now: an account, a guest with a name, or somebody who has yet to say who they are. */
  #admit() {
    const { me, server } = this.session;
    if (server === null) return undefined;
    const lost = me === null && this.#person !== null && !this.#person.isGuest && this.#farewell === null;
    if (lost) this.#farewell = 'You are not signed in any more. Sign in again to go on where you were.';
    if (this.#router.gate) return this.#showGate(this.#router.gate);
    if (this.session.isClosed || (me === null && this.#farewell)) return this.#showGate('sign-in');
    if (me === null && this.profile.name === null) return this.#welcome();
    return this.#enter(me ? accountOf(me) : guestOf(this.profile.name));
  }

  async #showGate(kind) {
    const key = `${kind}:${this.#router.secret ?? ''}`;
    if (this.#gate?.dataset.key === key && this.#gate.isConnected) return;
    this.#leaveShell();
    const made = await openPage('gate', {
      kind, account: this.account, server: this.session.server, me: this.session.me, secret: this.#router.secret, words: this.#farewell ?? '',
    });
    if (this.#person !== null) return;
    made.dataset.key = key;
    this.#gate = made;
    this.#fill(element('main', { class: 'alone' }, made));
    document.title = this.session.server.name;
  }

  /** What was on the screen belonged to somebody who isn't here any more. */
  #leaveShell() {
    this.visit.close();
    this.rooms.restart();
    this.people.stop();
    this.#panel.close();
    this.#announcements.stop();
    document.querySelector('dialog[open]')?.close();
    this.#person = null;
  }

  #welcome() {
    this.#leaveShell();
    this.#gate = null;
    this.#fill(element('main', { class: 'alone' }, document.createElement('welcome-screen')));
  }

  #fill(...children) {
    delete this.dataset.view;
    this.replaceChildren(...children);
  }

  /** Signed in, signed up or set up: on to where one wanted to go. */
  #arrived(me) {
    this.#farewell = null;
    if (this.#router.gate) this.#router.correct(this.#router.from);
    this.session.become(me);
  }

  /** Without signing in, to a page of the open mode. */
  #leaveGate(path) {
    this.#farewell = null;
    if (this.#router.gate) this.#router.correct(path ?? this.#router.from);
    this.#admit();
  }

  async #signOut() {
    try {
      await this.account.signOut();
      this.#signedOut('');
    } catch (problem) {
      this.#say(problem.message);
    }
  }

  /** By one's own wish: no reason to ask for the password again where guests are welcome. */
  #signedOut(words) {
    this.#farewell = words;
    this.#leaveShell();
    this.#router.correct('/');
    this.session.become(null);
    this.#farewell = null;
  }

  /** As an account or a guest, and again as somebody else; the same one is only introduced anew. */
  #enter(person) {
    const isNew = this.#person?.key !== person.key;
    const isOther = isNew && !(this.#person?.isGuest && person.isGuest);
    this.#person = person;
    this.#gate = null;
    this.#farewell = null;
    this.#introduce();
    if (!isNew) return this.#renderAround();
    this.#drafts = this.draftsOf(person);
    if (isOther) this.rooms.restart();
    this.visit.enter(person);
    if (person.isGuest) this.people.stop();
    else this.people.start();
    if (!this.#sidebar.isConnected) this.#fill(this.#sidebar, this.#main, this.#panel, this.#voice);
    this.rooms.refresh();
    this.#resume();
    return this.#routed({ moved: false });
  }

  #introduce() {
    const { me, server } = this.session;
    const face = me ?? this.people.face(this.#person.name);
    if (!this.#sidebar.isConnected) this.#fill(this.#sidebar, this.#main, this.#panel, this.#voice);
    const moderates = () => this.rooms.list.some(({ role }) => role === 'moderator' || role === 'owner');
    this.#sidebar.introduce({ face, me, moderates, profile: this.profile, server });
  }

  /** Where there is room for both, the room of the last visit opens beside the list. */
  #resume() {
    const { lastRoom } = this.profile;
    if (location.pathname !== '/' || !lastRoom || !matchMedia(ROOMY).matches) return;
    this.#resumed = lastRoom;
    this.#router.correct(addressOf(lastRoom));
  }

  #routed({ moved = true } = {}) {
    const { roomId, page } = this.#router;
    this.dataset.view = roomId === null && page === null ? 'rooms' : 'room';
    this.#panel.close();
    this.#announcements.stop();
    this.#lostFor = null;
    if (page !== null) this.#showPage(page);
    else if (roomId === null) this.#showNone(moved);
    else this.#showRoom(roomId, moved);
    this.#renderAround();
  }

  #showNone(moved) {
    this.visit.leave();
    this.#blankFor(null);
    if (moved) this.#focusBlank();
  }

  #showRoom(roomId, moved) {
    this.#focusNext = moved;
    if (!this.rooms.find(roomId)) this.#main.replaceChildren();
    this.visit.go(roomId);
  }

  async #showPage(name) {
    this.visit.leave();
    if (this.session.me === null) return this.#showGate('sign-in');
    if (this.#page?.isConnected && this.#page.dataset.page === name) {
      this.#page.part = this.#router.part;
      return undefined;
    }
    this.#main.replaceChildren();
    const page = await openPage(name, { ...this.#services(), part: this.#router.part });
    if (this.#router.page !== name || this.#person === null) return undefined;
    page.dataset.page = name;
    this.#page = page;
    this.#main.replaceChildren(page);
    page.focusHeading?.();
    return undefined;
  }

  /** What the later parts of the page work with. */
  #services() {
    return {
      requests: this.requests, api: this.api, session: this.session, guest: this.profile.name, rooms: this.rooms, people: this.people, openDialog,
      go: (path) => this.#router.goTo(path), say: (words) => this.#say(words), signedOut: (words) => this.#signedOut(words),
    };
  }

  /** Does something to a room, a message or a person, as a menu offers it. */
  async #do(deed, of) {
    const deeds = await import('../deeds/deeds.js');
    await deeds.does(deed, of, this.#services());
  }

  #say(words) {
    if (this.#shown) this.#view.notify(words);
    else this.#voice.textContent = words;
  }

  #opened(conversation) {
    this.profile.lastRoom = conversation.room.id;
    if (!this.#view.isConnected) this.#main.replaceChildren(this.#view);
    const room = this.rooms.find(conversation.room.id) ?? conversation.room;
    this.#view.open(conversation, { drafts: this.#drafts, people: this.people, me: this.session.me, room });
    this.#watch();
    this.#renderAround();
    if (this.#focusNext) this.#view.focusHeading();
  }

  #lost(reason) {
    const { roomId } = this.#router;
    if (reason === 'somebody-else' || (reason === 'signed-out' && !this.#person.isGuest)) return this.#whoNow();
    this.visit.leave();
    if (reason === 'gone' || reason === 'banned') this.#forget(roomId);
    if (reason === 'gone' && roomId === this.#resumed) return this.#backToRooms();
    this.#lostFor = reason;
    this.#blankFor(reason);
    this.#focusBlank();
    this.#renderAround();
    if (reason === 'bad-name') this.#changeName('The server doesn’t take this name. Please choose another one.');
    return undefined;
  }

  /** The session is over, or another one: the server says which. If it is as it was after all, one comes back, but not in circles. */
  async #whoNow() {
    const before = this.#person;
    await this.#ask();
    if (this.#person !== before) return;
    if (this.clock.now() - this.#cameBack < IN_CIRCLES) return void this.#lost('refused');
    this.#cameBack = this.clock.now();
    this.visit.enter(before);
    this.#routed({ moved: false });
  }

  #forget(roomId) {
    this.rooms.forget(roomId);
    this.#drafts.remove(roomId);
    if (this.profile.lastRoom === roomId) this.profile.lastRoom = null;
  }

  /** Nobody asked for this room now, so nobody needs to hear that it is gone. */
  #backToRooms() {
    this.#router.correct('/');
    this.#routed({ moved: false });
  }

  #blankFor(reason) {
    const again = { label: 'Try again', run: () => this.#routed() };
    const rename = { label: 'Change name', run: () => this.#changeName() };
    const make = { label: 'Make a room', run: () => this.#newRoom() };
    const key = reason ?? (this.rooms.list.length > 0 ? 'none-open' : 'no-rooms');
    if (this.#blank.isConnected && this.#blank.dataset.shows === key) return;
    const found = LOST[key];
    this.#blank.dataset.shows = key;
    this.#blank.show({ ...found, action: { again, make, rename }[found.way] ?? null });
    this.#main.replaceChildren(this.#blank);
  }

  /** What had the focus is gone: the heading of what came instead takes it, on a narrow screen that of the list. */
  #focusBlank() {
    if (matchMedia(ROOMY).matches || this.#router.roomId !== null) this.#blank.focusHeading();
    else this.#sidebar.focusHeading();
  }

  #roomsChanged() {
    if (this.#person === null) return;
    if (location.pathname === '/') this.#blankFor(null);
    if (this.#lostFor === 'unreachable') this.#routed({ moved: false });
    const { conversation } = this.visit;
    const room = conversation && this.rooms.find(conversation.room.id);
    if (room && this.#shown) this.#view.show(room, this.session.me);
    this.#renderAround();
  }

  #renderAround() {
    if (this.#person === null) return;
    const { conversation } = this.visit;
    const { list: rooms, status } = this.rooms;
    this.#sidebar.show({ rooms, status, current: this.#router.roomId, me: this.#person.name, people: this.people });
    this.#panel.show(conversation?.online ?? [], conversation?.me, (name) => this.people.face(name));
    this.#panel.toggleAttribute('data-empty', conversation === null);
    document.title = this.#titleOf(conversation);
  }

  #titleOf(conversation) {
    const { name } = this.session.server;
    const { page } = this.#router;
    if (page) return `${TITLES[page]} – ${name}`;
    if (!conversation) return name;
    const room = this.rooms.find(conversation.room.id) ?? conversation.room;
    const unread = conversation.unread ? `(${conversation.unread}) ` : '';
    return `${unread}${titleOf(room, this.#person.name, (one) => this.#nameOf(one))} – ${name}`;
  }

  #nameOf(name) {
    return this.people.face(name).displayName;
  }

  #watch() {
    this.visit.conversation?.watch(!document.hidden && document.hasFocus());
  }

  #returned() {
    this.#watch();
    this.visit.tryNow();
    if (this.#lostFor === 'unreachable') this.#routed({ moved: false });
    if (this.#person !== null && !document.hidden) this.rooms.refresh();
  }

  #step(steps) {
    const room = this.rooms.neighbour(this.#router.roomId, steps);
    if (room && this.#person) this.#router.go(room.id);
  }

  #jump() {
    if (this.#person === null) return;
    const rooms = this.rooms.list.map((room) => ({ id: room.id, name: titleOf(room, this.#person.name, (name) => this.#nameOf(name)) }));
    openDialog('room-switcher', { rooms, picked: ({ id }) => this.#router.go(id) });
  }

  #newRoom() {
    const { me } = this.session;
    openDialog('new-room-dialog', { me, create: (details) => this.rooms.create(details), created: ({ id }) => this.#router.go(id) });
  }

  #changeName(problem = null) {
    openDialog('name-dialog', { name: this.profile.name, problem, renamed: (name) => { this.profile.name = name; } });
  }
}

customElements.define('parley-app', ParleyApp);
