/** Reads an AsyncAPI 3 document as the page shows it. Knows nothing of the page. */
export class SocketContract {
  #document;

  constructor(document) {
    this.#document = document;
  }

  get info() {
    return this.#document.info;
  }

  /** The endpoints, in the order of the document: where they are, and what each side says there. */
  endpoints() {
    return Object.entries(this.#document.channels).map(([key, channel]) => {
      const operations = this.#operationsOf(key);
      return {
        key,
        address: channel.address,
        title: channel.title,
        summary: channel.summary,
        description: channel.description,
        parameters: this.#parametersOf(channel),
        requests: operations.filter(({ action }) => action === 'receive').map((each) => this.#request(key, each)),
        answers: this.#answers(key, operations),
      };
    });
  }

  #operationsOf(channelKey) {
    return Object.entries(this.#document.operations)
      .map(([key, operation]) => ({ key, ...operation }))
      .filter(({ channel }) => channel.$ref === `#/channels/${channelKey}`);
  }

  /** What a client may say: the document speaks from the server's side, which receives it. */
  #request(channelKey, { key, title, summary, description, messages, reply }) {
    return {
      anchor: `${channelKey}-${key}`,
      title,
      summary,
      description,
      messages: messages.map((each) => this.#message(channelKey, each)),
      answers: (reply?.messages ?? []).map((each) => this.#message(channelKey, each)),
    };
  }

  /** What the server may say, each once, with what it is an answer to and when it comes unasked. */
  #answers(channelKey, operations) {
    const answers = new Map();
    const answer = (reference) => {
      const message = this.#message(channelKey, reference);
      if (!answers.has(message.anchor)) answers.set(message.anchor, { ...message, to: [], unasked: [] });
      return answers.get(message.anchor);
    };
    for (const operation of operations) {
      if (operation.action === 'send') operation.messages.forEach((each) => answer(each).unasked.push(operation.summary));
      for (const each of operation.reply?.messages ?? []) {
        answer(each).to.push({ title: operation.title, anchor: `${channelKey}-${operation.key}` });
      }
    }
    const order = Object.keys(this.#document.channels[channelKey].messages).map((key) => anchorOf(channelKey, key));
    return [...answers.values()].sort((a, b) => order.indexOf(a.anchor) - order.indexOf(b.anchor));
  }

  #message(channelKey, reference) {
    const message = this.resolve(this.resolve(reference));
    return {
      anchor: anchorOf(channelKey, reference.$ref.split('/').at(-1)),
      name: message.name,
      title: message.title,
      summary: message.summary,
      description: message.description,
      fields: this.fields(message.payload),
      examples: message.examples.map(({ summary, payload }) => ({ summary, payload })),
    };
  }

  #parametersOf(channel) {
    const path = Object.entries(channel.parameters ?? {}).map(([name, { description, examples }]) => ({
      name, type: 'in the path', required: true, description, example: examples?.[0],
    }));
    const query = this.fields(channel.bindings?.ws?.query ?? {}).map((field) => ({ ...field, type: 'in the query' }));
    return [...path, ...query];
  }

  /** The fields of an object, those of objects in it below it: `limits.in_flight`. */
  fields(schema, prefix = '') {
    const { properties = {}, required = [] } = this.resolve(schema);
    return Object.entries(properties).flatMap(([name, reference]) => {
      const field = this.resolve(reference);
      return [
        {
          name: prefix + name,
          type: this.typeOf(field),
          required: required.includes(name),
          description: field.description ?? null,
          example: field.examples?.[0],
        },
        ...this.fields(field, `${prefix}${name}.`),
      ];
    });
  }

  /** What a value can be, in a few words: `integer, 0 or more`. */
  typeOf(schema) {
    if (schema.const !== undefined) return JSON.stringify(schema.const);
    const { type, format, items, additionalProperties: values } = schema;
    if (type === 'array') return `list of ${this.typeOf(this.resolve(items))}s`;
    if (type === 'object' && values) return `object of ${this.typeOf(this.resolve(values))}`;
    return [FORMATS[format] ?? type, rangeOf(schema)].filter(Boolean).join(', ');
  }

  /** What a reference refers to; anything else is itself. */
  resolve(node) {
    if (!node.$ref) return node;
    return node.$ref.slice(2).split('/').reduce((found, key) => found[key], this.#document);
  }
}

const FORMATS = Object.freeze({ uuid: 'UUID', 'date-time': 'time' });

const anchorOf = (channelKey, messageKey) => `${channelKey}-frame-${messageKey}`;

function rangeOf({ minimum, exclusiveMinimum, minLength, maxLength, pattern }) {
  if (pattern) return `matches ${pattern}`;
  if (maxLength !== undefined) return minLength ? `${minLength} to ${maxLength} characters` : `up to ${maxLength} characters`;
  if (exclusiveMinimum !== undefined) return `more than ${exclusiveMinimum}`;
  return minimum === undefined ? null : `${minimum} or more`;
}
