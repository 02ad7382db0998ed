import { element } from '/static/components/element.js';
import { inline, prose } from '/docs/socket/text.js';

/** An endpoint: where it is, what the client says there, and what the server says. */
export function endpointSection(endpoint) {
  return element('section', { class: 'endpoint' },
    element('h2', { id: endpoint.key }, endpoint.title, ' ', element('code', {}, endpoint.address)),
    ...about(endpoint),
    fieldList(endpoint.parameters),
    ...(endpoint.requests.length > 0 ? [element('h3', { id: `${endpoint.key}-client` }, 'What the client says')] : []),
    ...endpoint.requests.map(requestCard),
    element('h3', { id: `${endpoint.key}-server` }, 'What the server says'),
    ...endpoint.answers.map(answerCard));
}

function requestCard(request) {
  return element('article', { 'aria-labelledby': request.anchor },
    element('h4', { id: request.anchor }, request.title, ...request.messages.flatMap(typeOf)),
    ...about(request),
    ...request.messages.flatMap(frame),
    ...(request.answers.length > 0
      ? [element('p', { class: 'meta' }, 'Answered with ', ...links(request.answers, ({ name }) => element('code', {}, name)))]
      : []));
}

function answerCard(answer) {
  return element('article', { 'aria-labelledby': answer.anchor },
    element('h4', { id: answer.anchor }, answer.title, ...typeOf(answer)),
    ...about(answer),
    ...answer.unasked.map((when) => element('p', { class: 'meta' }, ...inline(when))),
    ...(answer.to.length > 0 ? [element('p', { class: 'meta' }, 'An answer to ', ...links(answer.to, ({ title }) => title))] : []),
    ...frame(answer));
}

function typeOf({ name }) {
  return [' ', element('code', {}, name)];
}

function about({ summary, description }) {
  return [...(summary ? [element('p', {}, ...inline(summary))] : []), ...(description ? prose(description) : [])];
}

function frame({ fields, examples }) {
  return [fieldList(fields), ...examples.map(example)];
}

function fieldList(fields) {
  return element('dl', {}, ...fields.flatMap(({ name, type, required, description }) => [
    element('dt', {}, element('code', {}, name), ' ', element('span', {}, type), required ? null : ' ', required ? null : element('em', {}, 'optional')),
    element('dd', {}, ...(description ? inline(description) : [])),
  ]));
}

function example({ summary, payload }) {
  return element('figure', {},
    element('figcaption', {}, ...inline(summary ?? 'Example')),
    // long ones scroll, by keyboard too
    element('pre', { tabindex: '0', role: 'group', 'aria-label': `Example: ${(summary ?? payload.type).replaceAll('`', '')}` },
      element('code', {}, JSON.stringify(payload, null, 2))));
}

function links(targets, label) {
  return targets.flatMap((target, i) => [i === 0 ? '' : ', ', element('a', { href: `#${target.anchor}` }, label(target))]);
}
