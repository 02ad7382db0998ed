import assert from 'node:assert/strict';
import test from 'node:test';
import { Api } from '../../../../webroot/net/api.js';
import { Problem, Requests } from '../../../../webroot/net/requests.js';
import { wireMessage } from '../support/room-log.js';

const json = (body, { status = 200, headers = {} } = {}) => new Response(JSON.stringify(body), { status, headers });
const room = (id) => ({ id, name: `Room ${id}`, created_at: '2026-01-02T10:30:00.000Z', epoch: 'e1' });

function apiWith(...answers) {
  const asked = [];
  const fetch = async (path, options) => {
    asked.push({ path, ...options });
    const answer = answers.shift();
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return { api: new Api({ requests: new Requests({ fetch }) }), asked };
}

test('rooms are read over all pages', async () => {
  const { api, asked } = apiWith(json([room('b')], { headers: { Link: '<http://else/api/chat/rooms?after=b>; rel="next"' } }), json([room('a')]));
  assert.deepEqual((await api.rooms()).map(({ id }) => id), ['b', 'a']);
  assert.deepEqual(asked.map(({ path }) => path), ['/api/chat/rooms', '/api/chat/rooms?after=b']);
});

test('a server whose pages never end is left in the end', async () => {
  const endless = async () => json([room('a')], { headers: { Link: '</api/chat/rooms>; rel="next"' } });
  assert.equal((await new Api({ requests: new Requests({ fetch: endless }) }).rooms()).length, 20);
});

test('a room is made with its name as JSON', async () => {
  const { api, asked } = apiWith(json(room('n'), { status: 201 }));
  const made = await api.createRoom({ name: 'Kitchen' });
  assert.deepEqual([made.id, made.name, made.createdAt, made.epoch], ['n', 'Room n', Date.UTC(2026, 0, 2, 10, 30), 'e1']);
  assert.deepEqual([made.kind, made.topic, made.owned, made.archived, made.announcements, made.slowMode, made.role], ['public', '', false, false, false, 0, null]);
  const [{ path, method, headers, body }] = asked;
  assert.deepEqual([path, method, headers['Content-Type'], body], ['/api/chat/rooms', 'POST', 'application/json', '{"name":"Kitchen"}']);
});

test('a page of messages says whether there are older and newer ones', async () => {
  const { api, asked } = apiWith(json([wireMessage(5), { broken: true }], { headers: { Link: '</x>; rel="prev"' } }));
  const page = await api.messages('a/b', { before: 6, limit: 100 });
  assert.deepEqual([page.messages.map(({ seq }) => seq), page.older, page.newer], [[5], true, false]);
  assert.equal(asked[0].path, '/api/chat/rooms/a%2Fb/messages?before=6&limit=100&notices=true');
});

test('a problem keeps its status, code and sentence', async () => {
  const { api } = apiWith(json({ status: 400, code: 'bad_name', title: 'Bad', detail: 'Too long.' }, { status: 400 }));
  await assert.rejects(api.createRoom({ name: 'x' }), (problem) => problem instanceof Problem
    && problem.status === 400 && problem.code === 'bad_name' && problem.message === 'Too long.' && !problem.gone);
});

test('404 means gone, and an answer without JSON still has a sentence', async () => {
  const { api } = apiWith(new Response('<html>', { status: 404 }));
  await assert.rejects(api.room('x'), (problem) => problem.gone && problem.message === 'The server answered 404.');
});

test('no answer and an unreadable one are the problem with status 0', async () => {
  const { api } = apiWith(new TypeError('Failed to fetch'), new Response('[{"cut', { status: 200 }));
  await assert.rejects(api.rooms(), { status: 0, code: 'unreachable' });
  await assert.rejects(api.rooms(), { status: 0, code: 'unreachable' });
});

test('whoever gives up a request gets the abort, not a problem', async () => {
  const stop = new AbortController();
  const fetch = (_, { signal }) => new Promise((_done, fail) => { signal.addEventListener('abort', () => fail(signal.reason)); });
  const asking = new Api({ requests: new Requests({ fetch }) }).messages('r', {}, stop.signal);
  stop.abort();
  await assert.rejects(asking, { name: 'AbortError' });
});

test('a room is deleted', async () => {
  const { api, asked } = apiWith(new Response(null, { status: 204 }));
  await api.deleteRoom('r');
  assert.deepEqual([asked[0].path, asked[0].method], ['/api/chat/rooms/r', 'DELETE']);
});

test('who is here is read as a list of names', async () => {
  const { api, asked } = apiWith(json({ room_id: 'r', online_users: ['Ann', 'Jane'] }), json({}));
  assert.deepEqual(await api.online('r'), ['Ann', 'Jane']);
  assert.equal(asked[0].path, '/api/chat/rooms/r/online');
  assert.deepEqual(await api.online('r'), []);
});

test('a server that asks for patience says how much, in seconds', async () => {
  const busy = () => json({ status: 429, code: 'rate_limited', detail: 'Slow.' }, { status: 429, headers: { 'Retry-After': '3' } });
  await assert.rejects(apiWith(busy()).api.rooms(), { code: 'rate_limited', retryAfter: 3_000 });
  await assert.rejects(apiWith(json({}, { status: 503 })).api.rooms(), { retryAfter: null });
});
