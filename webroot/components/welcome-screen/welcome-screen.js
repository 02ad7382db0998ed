import { element, tell, uniqueId } from '../element.js';
import { TextField } from '../text-field/text-field.js';
import { nameProblem } from '../../state/text-rules.js';

/** The first screen: who are you? Says `named` with the name. */
export class WelcomeScreen extends HTMLElement {
  #name = new TextField({ label: 'Your name', id: uniqueId('name'), hint: 'Others see it beside what you say.', autocomplete: 'nickname' });

  connectedCallback() {
    const form = element('form', { novalidate: true }, this.#name.element, element('button', { type: 'submit', class: 'main' }, 'Continue'));
    form.addEventListener('submit', (event) => this.#submit(event));
    this.replaceChildren(element('div', { class: 'card' },
      element('img', { src: '/static/icons/parley.svg', alt: '', width: '48', height: '48' }),
      element('h1', {}, 'Welcome to Parley'),
      element('p', { class: 'lead' }, 'Rooms to talk in, on a server of your own.'),
      form,
      element('p', { class: 'other-way' }, 'You have an account here? ', element('a', { href: '/sign-in' }, 'Sign in'))));
    this.querySelector('input').focus();
  }

  #submit(event) {
    event.preventDefault();
    if (this.#name.complain(nameProblem(this.#name.value))) return;
    tell(this, 'named', this.#name.value);
  }
}

customElements.define('welcome-screen', WelcomeScreen);
