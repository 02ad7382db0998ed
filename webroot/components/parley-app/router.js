const ROOM = /^\/r\/([^/]+)\/?$/;

/** The room in view is in the address: `/r/{room}`, or `/` for none. `route` follows every change, also back and forward. */
export class Router extends EventTarget {
  constructor({ signal }) {
    super();
    addEventListener('popstate', () => this.#changed(), { signal });
    document.addEventListener('click', (event) => this.#clicked(event), { signal });
  }

  get roomId() {
    const match = ROOM.exec(location.pathname);
    try {
      return match ? decodeURIComponent(match[1]) : null;
    } catch {
      return match[1];
    }
  }

  go(roomId) {
    const path = pathOf(roomId);
    if (path === location.pathname) return;
    history.pushState(null, '', path);
    this.#changed();
  }

  /** Corrects the address without a step to come back to and without an event. */
  correct(roomId) {
    history.replaceState(null, '', pathOf(roomId));
  }

  #changed() {
    this.dispatchEvent(new CustomEvent('route'));
  }

  /** Links within the page go without loading; with a modifier they are the browser's. */
  #clicked(event) {
    const link = event.target.closest('a[href]');
    const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!link || link.target || !isPlain || event.defaultPrevented) return;
    const path = link.getAttribute('href');
    if (path !== '/' && !ROOM.test(path)) return;
    event.preventDefault();
    this.go(path === '/' ? null : decodeURIComponent(ROOM.exec(path)[1]));
  }
}

function pathOf(roomId) {
  return roomId === null ? '/' : `/r/${encodeURIComponent(roomId)}`;
}
