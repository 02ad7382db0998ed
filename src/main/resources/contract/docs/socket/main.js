import { element } from '/static/components/element.js';
import { SocketContract } from '/docs/socket/contract.js';
import { endpointSection } from '/docs/socket/endpoints.js';
import { prose } from '/docs/socket/text.js';

const main = document.querySelector('main');
const contents = document.querySelector('.contents');

const contract = await read();
if (contract) show(contract);
else main.append(element('p', { role: 'alert' }, 'The contract can’t be read just now. Reload the page to try again.'));

async function read() {
  try {
    const answer = await fetch(main.dataset.contract);
    return answer.ok ? new SocketContract(await answer.json()) : null;
  } catch {
    return null;
  }
}

function show(contract) {
  const { title, version, description } = contract.info;
  main.append(
    element('h1', {}, title, ' ', element('small', {}, version)),
    ...prose(description),
    ...contract.endpoints().map(endpointSection));
  contents.append(element('ul', {}, ...[...main.querySelectorAll('h2, h3, h4')].map(entry)));
  // what the address points at was not there when the browser looked for it
  document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
}

function entry(heading) {
  return element('li', { class: heading.localName }, element('a', { href: `#${heading.id}` }, heading.firstChild.textContent));
}
