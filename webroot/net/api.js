import { isEntry, readEntry } from './messages.js';
import { readLinks } from './links.js';
import { pathOf, readJson } from './requests.js';
import { readMembership, readRoom } from './rooms.js';

const ROOM_PAGES = 20;

/** What the server says of rooms and what is written in them. */
export class Api {
  #requests;

  constructor({ requests }) {
    this.#requests = requests;
  }

  /** All rooms that anybody can come into, newest first, read page by page. */
  async rooms(signal) {
    return (await this.#requests.all('/api/chat/rooms', ROOM_PAGES, signal)).map(readRoom);
  }

  /** The rooms one belongs to, private ones and conversations too. */
  async myRooms(signal) {
    return (await this.#requests.all('/api/chat/me/rooms', ROOM_PAGES, signal)).map(readMembership);
  }

  async room(id, signal) {
    return readRoom(await this.#requests.get(pathOf('rooms', id), signal));
  }

  /** `kind` is public or private, `posting` everyone or moderators; what isn't given is the server's choice. */
  async createRoom({ name, kind, posting, topic }) {
    return readRoom(await this.#requests.send('POST', pathOf('rooms'), { name, kind, posting, topic: topic || undefined }));
  }

  /** The conversation with these people, the same one for the same people. */
  async openDirect(usernames) {
    return readRoom(await this.#requests.send('POST', pathOf('direct'), { usernames }));
  }

  async changeRoom(id, changes) {
    return readRoom(await this.#requests.send('PATCH', pathOf('rooms', id), changes));
  }

  async deleteRoom(id) {
    await this.#requests.send('DELETE', pathOf('rooms', id));
  }

  async join(id) {
    await this.#requests.send('POST', pathOf('rooms', id, 'join'));
  }

  async leave(id) {
    await this.#requests.send('POST', pathOf('rooms', id, 'leave'));
  }

  /** `favourite` and `level` (all, mentions, nothing), either or both. */
  async prefer(id, preferences) {
    await this.#requests.send('PATCH', pathOf('rooms', id, 'preferences'), preferences);
  }

  /** The names of all who are in a room. */
  async online(roomId) {
    const { online_users: names } = await this.#requests.get(pathOf('rooms', roomId, 'online'));
    return Array.isArray(names) ? names : [];
  }

  /** One page in chronological order, notices too. `where` is one of before, after, around (a seq); without it the newest page. */
  async messages(roomId, where = {}, signal = undefined) {
    const query = new URLSearchParams({ ...where, notices: true });
    const response = await this.#requests.ask(`${pathOf('rooms', roomId, 'messages')}?${query}`, { signal });
    const links = readLinks(response.headers.get('Link'));
    const messages = (await readJson(response)).filter(isEntry).map(readEntry);
    return { messages, older: links.has('prev'), newer: links.has('next') };
  }

  async editMessage(roomId, messageId, content) {
    await this.#requests.send('PATCH', pathOf('rooms', roomId, 'messages', messageId), { content });
  }

  /** Reacts, or takes it back. */
  async react(roomId, messageId, emoji, isOn) {
    await this.#requests.send(isOn ? 'PUT' : 'DELETE', pathOf('rooms', roomId, 'messages', messageId, 'reactions', emoji));
  }

  async pin(roomId, messageId, isOn) {
    await this.#requests.send(isOn ? 'PUT' : 'DELETE', pathOf('rooms', roomId, 'messages', messageId, 'pin'));
  }

  async deleteMessage(roomId, messageId) {
    await this.#requests.send('DELETE', pathOf('rooms', roomId, 'messages', messageId));
  }

  /** `username` is that of a guest; whoever is signed in is known. */
  async reportMessage(roomId, messageId, reason, username = undefined) {
    await this.#requests.send('POST', pathOf('rooms', roomId, 'messages', messageId, 'report'), { username, reason });
  }
}
