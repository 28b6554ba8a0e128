import { html } from 'lit';
import { state, View } from '../ui/view.ts';

/** Reads aloud what can be seen anyway, or hardly matters to those who see. */
export class Announcer extends View {
  static override properties = state('text');
  declare text: string;
  private odd = false;

  constructor() {
    super();
    this.text = '';
  }

  whisper(text: string): void {
    // the same words twice are a change too
    this.odd = !this.odd;
    this.text = this.odd ? text : `${text} `;
  }

  protected override render() {
    return html`<p class="visually-hidden" role="status">${this.text}</p>`;
  }
}

customElements.define('parley-announcer', Announcer);
