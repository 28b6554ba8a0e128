import { html, nothing } from 'lit';
import { t } from '../i18n/i18n.ts';
import { state, View } from './view.ts';
import './icon.ts';

/** A password that can be shown. `<parley-password-field name="password" label="Password" purpose="current-password">` */
class PasswordField extends View {
  static override properties = {
    ...{ name: {}, label: {}, purpose: {}, hint: {}, value: { attribute: false } },
    ...{ shortest: { type: Number }, optional: { type: Boolean } },
    ...state('shown'),
  };
  declare name: string;
  declare label: string;
  declare purpose: 'current-password' | 'new-password' | 'off';
  declare hint: string;
  declare value: string;
  /** Characters; a new password must have as many. */
  declare shortest: number;
  declare optional: boolean;
  declare shown: boolean;

  constructor() {
    super();
    this.value = '';
    this.hint = '';
    this.shortest = 0;
    this.optional = false;
    this.shown = false;
  }

  protected override render() {
    const id = `field-${this.name}`;
    return html`
      <div class="field">
        <label for=${id}>${this.label}${this.optional ? html` <span class="hint">${t('common.optional')}</span>` : nothing}</label>
        <div class="password">
          <input id=${id} name=${this.name} type=${this.shown ? 'text' : 'password'} ?required=${!this.optional} .value=${this.value}
            minlength=${this.shortest || nothing} maxlength="128" autocomplete=${this.purpose} autocapitalize="none"
            spellcheck="false" aria-describedby=${this.hint ? `${id}-hint` : nothing}>
          <button type="button" class="plain" aria-pressed=${this.shown} aria-label=${t('common.showPassword')} @click=${this.toggle}>
            <parley-icon name=${this.shown ? 'hide' : 'show'}></parley-icon>
          </button>
        </div>
        ${this.hint ? html`<p class="hint small" id=${`${id}-hint`}>${this.hint}</p>` : nothing}
      </div>
    `;
  }

  private toggle(): void {
    this.shown = !this.shown;
  }
}

customElements.define('parley-password-field', PasswordField);
