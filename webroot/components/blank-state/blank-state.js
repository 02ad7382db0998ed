import { element } from '../element.js';
import { icon } from '../icon/icon.js';

/** A calm page that says where one stands and what to do next. */
export class BlankState extends HTMLElement {
  focusHeading() {
    this.querySelector('h1').focus();
  }

  show({ sign, heading, text, action = null, back = true }) {
    const way = action && element(action.href ? 'a' : 'button', action.href ? { href: action.href, class: 'main' } : { type: 'button', class: 'main' }, action.label);
    if (action?.run) way.addEventListener('click', action.run);
    this.replaceChildren(
      icon(sign),
      element('h1', { tabindex: '-1', dir: 'auto' }, heading),
      element('p', {}, text),
      ...(way ? [way] : []),
      ...(back ? [element('a', { href: '/', class: 'back-link' }, 'All rooms')] : []));
  }
}

customElements.define('blank-state', BlankState);
