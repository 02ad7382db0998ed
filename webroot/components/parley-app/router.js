const ROOM = /^\/r\/([^/]+)\/?$/;
const PAGE = /^\/(me|people|admin)\/?$/;
const GATE = /^\/(setup|join|reset|sign-in)\/?$/;

/**
 * Where one is, by the address: the room in view is `/r/{room}`, none of them `/`; `/me`, `/people` and `/admin` are pages beside
 * the rooms, and the gates are the ways in. `route` follows every change, also back and forward.
 */
export class Router extends EventTarget {
  #secret = null;

  constructor({ signal }) {
    super();
    addEventListener('popstate', () => this.#changed(), { signal });
    document.addEventListener('click', (event) => this.#clicked(event), { signal });
    this.#takeSecret();
  }

  get roomId() {
    const match = ROOM.exec(location.pathname);
    try {
      return match ? decodeURIComponent(match[1]) : null;
    } catch {
      return match[1];
    }
  }

  /** me, people, admin, or null. */
  get page() { return PAGE.exec(location.pathname)?.[1] ?? null; }
  /** setup, join, reset, sign-in, or null. */
  get gate() { return GATE.exec(location.pathname)?.[1] ?? null; }
  /** Which part of a page is meant. */
  get part() { return this.page === null ? '' : location.hash.slice(1); }
  /** What a link's fragment held; it stands in the address for no longer than it takes to read it. */
  get secret() { return this.#secret; }
  /** Where one came from to sign in. */
  get from() { return typeof history.state?.from === 'string' ? history.state.from : '/'; }

  go(roomId) {
    this.goTo(addressOf(roomId));
  }

  goTo(path, state = null) {
    if (path === location.pathname) return;
    history.pushState(state, '', path);
    this.#changed();
  }

  /** Corrects the address without a step to come back to and without an event. */
  correct(path) {
    history.replaceState(null, '', path);
  }

  #changed() {
    this.#takeSecret();
    this.dispatchEvent(new CustomEvent('route'));
  }

  #takeSecret() {
    if (this.gate === null || location.hash.length < 2) return;
    this.#secret = location.hash.slice(1);
    history.replaceState(history.state, '', location.pathname);
  }

  /** Links within the page go without loading; with a modifier they are the browser's. */
  #clicked(event) {
    const link = event.target.closest('a[href]');
    const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!link || link.target || !isPlain || event.defaultPrevented) return;
    const path = link.getAttribute('href');
    if (path !== '/' && ![ROOM, PAGE, GATE].some((pattern) => pattern.test(path))) return;
    event.preventDefault();
    this.goTo(path, GATE.test(path) ? { from: location.pathname } : null);
  }
}

export function addressOf(roomId) {
  return roomId === null ? '/' : `/r/${encodeURIComponent(roomId)}`;
}
