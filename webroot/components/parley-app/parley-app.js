import { element } from '../element.js';
import { Repaint } from '../repaint.js';
import { Announcements } from '../../state/announcements.js';
import { SleepWatch } from '../../state/sleep-watch.js';
import { openDialog } from './dialogs.js';
import { listenToKeys } from './keys.js';
import { LOST } from './lost.js';
import { Router } from './router.js';
import { applyTheme } from './theme.js';
import '../blank-state/blank-state.js';
import '../conversation-view/conversation-view.js';
import '../people-panel/people-panel.js';
import '../room-list/room-list.js';
import '../welcome-screen/welcome-screen.js';

const ROOMY = '(min-width: 700px)';

/** The whole page: rooms, conversation, people. Passes properties down, acts on the events that come up. */
export class ParleyApp extends HTMLElement {
  profile;
  rooms;
  visit;
  drafts;
  clock;
  #sidebar = document.createElement('room-list');
  #main = element('main');
  #view = document.createElement('conversation-view');
  #blank = document.createElement('blank-state');
  #people = document.createElement('people-panel');
  #voice = element('div', { class: 'visually-hidden', 'aria-live': 'polite' });
  #announcements = null;
  #sleepWatch = null;
  #router = null;
  #repaint = new Repaint(() => this.#renderAround());
  #stop = new AbortController();
  #resumed = null;
  #focusNext = false;
  #lostFor = null;

  start() {
    const { signal } = this.#stop;
    this.#router = new Router({ signal });
    this.#announcements = new Announcements({ clock: this.clock, say: (words) => { this.#voice.textContent = words; } });
    this.#sleepWatch = new SleepWatch({ clock: this.clock, woke: () => this.visit.tryNow() });
    this.#sleepWatch.start();
    applyTheme(this.profile.theme);
    this.#listenToState(signal);
    this.#listenToComponents(signal);
    this.#listenToWindow(signal);
    listenToKeys({ signal, does: this.#keys() });
    if (this.profile.name === null) this.#welcome();
    else this.#enter();
  }

  disconnectedCallback() {
    this.#stop.abort();
    this.visit.close();
    this.rooms.stop();
    this.#sleepWatch.stop();
    this.#announcements.stop();
    this.#repaint.cancel();
  }

  #listenToState(signal) {
    const on = (target, type, task) => target.addEventListener(type, task, { signal });
    on(this.profile, 'theme', () => applyTheme(this.profile.theme));
    on(this.profile, 'name', () => this.#enter());
    on(this.rooms, 'change', () => this.#roomsChanged());
    on(this.#router, 'route', () => this.#routed());
    on(this.visit, 'opened', ({ detail }) => this.#opened(detail));
    on(this.visit, 'lost', ({ detail }) => this.#lost(detail));
    on(this.visit, 'closed', ({ detail }) => this.#forget(detail.id));
    on(this.visit, 'change', () => this.#repaint.request());
    on(this.visit, 'heard', ({ detail }) => this.#announcements.add(detail));
  }

  #listenToComponents(signal) {
    const on = (type, task) => this.addEventListener(type, ({ detail }) => task(detail), { signal });
    on('named', (name) => { this.profile.name = name; });
    on('new-room', () => this.#newRoom());
    on('refresh-rooms', () => this.rooms.refresh());
    on('delete-room', (room) => this.#deleteRoom(room));
    on('change-name', () => this.#changeName());
    on('show-keys', () => openDialog('keys-dialog'));
    on('show-people', () => this.#people.open());
    on('jump', () => this.#jump());
  }

  #listenToWindow(signal) {
    const on = (target, type, task) => target.addEventListener(type, task, { signal });
    on(window, 'offline', () => this.visit.offline());
    on(window, 'online', () => this.#returned());
    on(window, 'focus', () => this.#returned());
    on(window, 'blur', () => this.#watch());
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

  #welcome() {
    this.replaceChildren(element('main', { class: 'welcome' }, document.createElement('welcome-screen')));
  }

  /** With a name, and again with another one. */
  #enter() {
    this.#sidebar.profile = this.profile;
    this.visit.enter(this.profile.name);
    if (!this.#sidebar.isConnected) {
      this.replaceChildren(this.#sidebar, this.#main, this.#people, this.#voice);
      this.rooms.refresh();
      this.#resume();
    }
    this.#routed({ moved: false });
  }

  /** Where there is room for both, the room of the last visit opens beside the list. */
  #resume() {
    const { lastRoom } = this.profile;
    if (this.#router.roomId !== null || !lastRoom || !matchMedia(ROOMY).matches) return;
    this.#resumed = lastRoom;
    this.#router.correct(lastRoom);
  }

  #routed({ moved = true } = {}) {
    const { roomId } = this.#router;
    this.dataset.view = roomId === null ? 'rooms' : 'room';
    this.#people.close();
    this.#announcements.stop();
    this.#lostFor = null;
    if (roomId === null) {
      this.visit.leave();
      this.#blankFor(null);
      if (moved) this.#focusBlank();
    } else {
      this.#focusNext = moved;
      if (!this.rooms.find(roomId)) this.#main.replaceChildren();
      this.visit.go(roomId);
    }
    this.#renderAround();
  }

  #opened(conversation) {
    this.profile.lastRoom = conversation.room.id;
    if (!this.#view.isConnected) this.#main.replaceChildren(this.#view);
    this.#view.open(conversation, this.drafts);
    this.#watch();
    this.#renderAround();
    if (this.#focusNext) this.#view.focusHeading();
  }

  #lost(reason) {
    const { roomId } = this.#router;
    this.visit.leave();
    if (reason === 'gone') this.#forget(roomId);
    if (reason === 'gone' && roomId === this.#resumed) return this.#backToRooms();
    this.#lostFor = reason;
    this.#blankFor(reason);
    this.#focusBlank();
    this.#renderAround();
    if (reason === 'bad-name') this.#changeName('The server doesn’t take this name. Please choose another one.');
  }

  #forget(roomId) {
    this.rooms.forget(roomId);
    this.drafts.remove(roomId);
    if (this.profile.lastRoom === roomId) this.profile.lastRoom = null;
  }

  /** Nobody asked for this room now, so nobody needs to hear that it is gone. */
  #backToRooms() {
    this.#router.correct(null);
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
    if (this.#sidebar.isConnected && this.#router.roomId === null) this.#blankFor(null);
    if (this.#lostFor === 'unreachable') this.#routed({ moved: false });
    this.#renderAround();
  }

  #renderAround() {
    const { conversation } = this.visit;
    this.#sidebar.show(this.rooms.list, this.rooms.status, this.#router.roomId);
    this.#people.show(conversation?.online ?? [], conversation?.me);
    this.#people.toggleAttribute('data-empty', conversation === null);
    const unread = conversation?.unread ? `(${conversation.unread}) ` : '';
    document.title = conversation ? `${unread}${conversation.room.name} – Parley` : 'Parley';
  }

  #watch() {
    this.visit.conversation?.watch(!document.hidden && document.hasFocus());
  }

  #returned() {
    this.#watch();
    this.visit.tryNow();
    if (this.#lostFor === 'unreachable') this.#routed({ moved: false });
    if (this.#sidebar.isConnected && !document.hidden) this.rooms.refresh();
  }

  #step(steps) {
    const room = this.rooms.neighbour(this.#router.roomId, steps);
    if (room) this.#router.go(room.id);
  }

  #jump() {
    if (this.#sidebar.isConnected) openDialog('room-switcher', { rooms: this.rooms.list, picked: ({ id }) => this.#router.go(id) });
  }

  #newRoom() {
    openDialog('new-room-dialog', { create: (name) => this.rooms.create(name), created: ({ id }) => this.#router.go(id) });
  }

  #deleteRoom(room) {
    openDialog('delete-room-dialog', { room, remover: () => this.rooms.remove(room.id), removed: () => this.#router.go(null) });
  }

  #changeName(problem = null) {
    openDialog('name-dialog', { name: this.profile.name, problem, renamed: (name) => { this.profile.name = name; } });
  }
}

customElements.define('parley-app', ParleyApp);
