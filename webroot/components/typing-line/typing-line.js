import { element } from '../element.js';
import { typingLine } from '../../state/typers.js';

/** Who is typing, in one line whose height never changes. */
export class TypingLine extends HTMLElement {
  set names(names) {
    const key = JSON.stringify(names);
    if (this.dataset.names === key) return;
    this.dataset.names = key;
    this.replaceChildren(...typingLine(names).map(({ name, text }) => (name ? element('bdi', {}, name) : text)));
  }
}

customElements.define('typing-line', TypingLine);
