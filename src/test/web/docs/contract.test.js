import test from 'node:test';
import assert from 'node:assert/strict';
import { SocketContract } from '../../../main/resources/contract/docs/socket/contract.js';

const message = (name, properties, required = []) =>
  ({ name, title: name, payload: { type: 'object', properties, required }, examples: [{ payload: { type: name } }] });

/** A protocol of a question, an answer to it, and a word that comes unasked too. */
const document = {
  info: { title: 'Small' },
  channels: {
    talk: {
      address: '/talk/{room}',
      title: 'Talk',
      parameters: { room: { description: 'Which.' } },
      bindings: { ws: { query: { type: 'object', required: ['name'], properties: { name: { type: 'string', description: 'Who.' } } } } },
      messages: { ask: { $ref: '#/components/messages/ask' }, word: { $ref: '#/components/messages/word' }, answer: { $ref: '#/components/messages/answer' } },
    },
    other: { address: '/other', title: 'Other', messages: {} },
  },
  operations: {
    ask: {
      action: 'receive', channel: { $ref: '#/channels/talk' }, title: 'Ask', messages: [{ $ref: '#/channels/talk/messages/ask' }],
      reply: { messages: [{ $ref: '#/channels/talk/messages/answer' }, { $ref: '#/channels/talk/messages/word' }] },
    },
    speak: { action: 'send', channel: { $ref: '#/channels/talk' }, title: 'Speak', summary: 'Now and then.', messages: [{ $ref: '#/channels/talk/messages/word' }] },
  },
  components: {
    messages: {
      ask: message('ask', { type: { type: 'string', const: 'ask' }, id: { $ref: '#/components/schemas/Id' } }, ['type', 'id']),
      answer: message('answer', { limits: { type: 'object', required: ['most'], properties: { most: { type: 'integer', minimum: 0 }, least: { type: 'integer' } } } }, ['limits']),
      word: message('word', {}),
    },
    schemas: { Id: { type: 'string', format: 'uuid', description: 'Its name.' } },
  },
};

const contract = new SocketContract(document);
const [talk, other] = contract.endpoints();

test('an endpoint says where it is and what belongs into the address', () => {
  assert.equal(talk.address, '/talk/{room}');
  assert.deepEqual(talk.parameters.map(({ name, type, description }) => [name, type, description]), [
    ['room', 'in the path', 'Which.'],
    ['name', 'in the query', 'Who.'],
  ]);
  assert.deepEqual([other.requests, other.answers, other.parameters], [[], [], []]);
});

test('what the server receives is what the client says, with its answers', () => {
  assert.deepEqual(talk.requests.map(({ title }) => title), ['Ask']);
  assert.deepEqual(talk.requests[0].messages.map(({ name }) => name), ['ask']);
  assert.deepEqual(talk.requests[0].answers.map(({ name }) => name), ['answer', 'word']);
});

test('what the server says is there once, in the order of the document, with when it comes', () => {
  assert.deepEqual(talk.answers.map(({ name, unasked, to }) => [name, unasked, to.map(({ anchor }) => anchor)]), [
    ['word', ['Now and then.'], ['talk-ask']],
    ['answer', [], ['talk-ask']],
  ]);
});

test('fields have a type, an explanation and whether they are required, those of objects too', () => {
  assert.deepEqual(talk.requests[0].messages[0].fields.map(({ name, type, required, description }) => [name, type, required, description]), [
    ['type', '"ask"', true, null],
    ['id', 'UUID', true, 'Its name.'],
  ]);
  assert.deepEqual(talk.answers[1].fields.map(({ name, type, required }) => [name, type, required]), [
    ['limits', 'object', true],
    ['limits.most', 'integer, 0 or more', true],
    ['limits.least', 'integer', false],
  ]);
});

test('a type is said in a few words', () => {
  const cases = [
    [{ type: 'string' }, 'string'],
    [{ type: 'string', format: 'date-time' }, 'time'],
    [{ type: 'string', minLength: 1, maxLength: 9 }, 'string, 1 to 9 characters'],
    [{ type: 'string', maxLength: 9 }, 'string, up to 9 characters'],
    [{ type: 'string', pattern: '^a$' }, 'string, matches ^a$'],
    [{ type: 'number', exclusiveMinimum: 0 }, 'number, more than 0'],
    [{ type: 'boolean', const: true }, 'true'],
    [{ type: 'array', items: { type: 'string' } }, 'list of strings'],
    [{ type: 'object', additionalProperties: { type: 'integer', minimum: 0 } }, 'object of integer, 0 or more'],
  ];
  for (const [schema, expected] of cases) assert.equal(contract.typeOf(schema), expected);
});
