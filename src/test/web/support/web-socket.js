/** Stands for the browser's WebSocket; a test plays the server on it. */
export class FakeWebSocket {
  static all = [];
  static get last() { return FakeWebSocket.all.at(-1); }
  static reset() { FakeWebSocket.all = []; }

  readyState = 0;
  sent = [];
  onmessage = null;
  onclose = null;

  constructor(url) {
    this.url = url;
    FakeWebSocket.all.push(this);
  }

  send(text) {
    this.sent.push(JSON.parse(text));
  }

  close() {
    this.readyState = 3;
  }

  /** Opens, and the server's greeting is heard as the first frame. */
  hello(name = 'Ann', fields = {}) {
    this.readyState = 1;
    this.say({
      type: 'hello', session_id: 's', user: { username: name }, server_time: '2026-03-03T10:00:00.000Z',
      heartbeat_interval: 20_000, limits: { subscriptions: 500 }, features: [], ...fields,
    });
  }

  say(frame) {
    this.onmessage?.({ data: typeof frame === 'string' ? frame : JSON.stringify(frame) });
  }

  break(code = 1006) {
    this.readyState = 3;
    this.onclose?.({ code });
  }
}
