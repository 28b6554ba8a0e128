import { html, nothing, type TemplateResult } from 'lit';
import { t } from '../i18n/i18n.ts';
import { roomSecret } from '../ui/secret.ts';
import { props, state, View } from '../ui/view.ts';
import '../ui/icon.ts';
import '../ui/password-field.ts';

/** The shortest secret that is worth the trouble, characters. */
const SHORTEST = 8;

/** The secret of a room's end-to-end encryption: from the link, typed, or none. A form field named `secret`. */
class SecretField extends View {
  static override properties = { ...props('roomId', 'required'), ...state('linked', 'wanted') };
  declare roomId: string;
  /** Whether the room's members encrypt. */
  declare required: boolean;
  /** What the link brought. */
  declare linked: string;
  declare wanted: boolean;

  constructor() {
    super();
    this.required = false;
    this.wanted = false;
    this.linked = '';
  }

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('roomId')) this.linked = roomSecret.of(this.roomId);
  }

  protected override render() {
    if (this.linked) return this.fromLink();
    const open = this.required || this.wanted;
    return html`
      ${this.required ? html`<p class="note"><parley-icon name="key"></parley-icon>${t('prejoin.mustEncrypt')}</p>` : this.offer()}
      ${
        open
          ? html`<parley-password-field name="secret" label=${t('prejoin.secret')} purpose="off" shortest=${SHORTEST}
              hint=${t('prejoin.secretHint')}></parley-password-field>`
          : nothing
      }
    `;
  }

  private fromLink(): TemplateResult {
    return html`
      <input type="hidden" name="secret" .value=${this.linked}>
      <div class="note">
        <parley-icon name="key"></parley-icon>
        <div>
          <p>${t('prejoin.secretFromLink')}</p>
          ${this.required ? nothing : html`<button type="button" class="link-button" @click=${this.forget}>${t('prejoin.secretForgotten')}</button>`}
        </div>
      </div>
    `;
  }

  private offer(): TemplateResult {
    return html`
      <label class="check">
        <input type="checkbox" .checked=${this.wanted} @change=${(event: Event) => (this.wanted = (event.target as HTMLInputElement).checked)}>
        <span>${t('prejoin.encrypt')}</span>
      </label>
    `;
  }

  private forget(): void {
    roomSecret.keep(this.roomId, '');
    this.linked = '';
  }
}

customElements.define('parley-secret-field', SecretField);
