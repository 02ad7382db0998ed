/** Who somebody is to the page. `key` names what is kept for them; a guest and an account never share one. */
export function guestOf(name) {
  return Object.freeze({ name, id: null, key: `guest:${name}`, isGuest: true });
}

export function accountOf({ id, username }) {
  return Object.freeze({ name: username, id, key: `account:${id}`, isGuest: false });
}

/**
 * How one comes in on this server, and as whom one has. `me` is null without a sign-in, `server` until it has answered.
 * `change` follows a sign-in, a sign-out and every change of one's own profile.
 */
export class Session extends EventTarget {
  #api;
  #server = null;
  #me = null;
  #turn = 0;

  constructor({ api }) {
    super();
    this.#api = api;
  }

  get server() { return this.#server; }
  get me() { return this.#me; }
  /** Nothing may be seen here before a sign-in. */
  get isClosed() { return this.#server?.mode === 'members' && this.#me === null; }
  get isAdministrator() { return this.#me?.isAdministrator === true; }

  /** Asks anew; rejects with a `Problem` if the server doesn't answer. */
  async refresh() {
    const turn = this.#turn += 1;
    const [server, me] = await Promise.all([this.#api.server(), this.#whoAmI()]);
    if (turn !== this.#turn) return;
    this.#server = server;
    this.become(me);
  }

  /** Signed in, changed, or signed out (null). */
  become(me) {
    this.#turn += 1;
    this.#me = me;
    this.dispatchEvent(new CustomEvent('change'));
  }

  async #whoAmI() {
    try {
      return await this.#api.me();
    } catch (problem) {
      if (problem.status === 401 || problem.status === 403) return null;
      throw problem;
    }
  }
}
