import { html, type TemplateResult } from 'lit';
import { t } from '../i18n/i18n.ts';
import { LANGUAGES, type Language } from '../i18n/languages.ts';
import { account } from '../server.ts';
import { state, View } from '../ui/view.ts';
import { check, choiceOf, selection } from './fields.ts';
import { section } from './section.ts';
import { choose, onSetting, setting } from './settings.ts';
import './account-section.ts';
import './device-section.ts';
import './notify-setting.ts';
import '../calls/reachable.ts';
import '../doctor/doctor.ts';

const LONGEST_NAME = 64;

/** What one chose in this browser; every choice holds at once. */
class SettingsPage extends View {
  static override properties = state('saved');
  declare saved: boolean;
  private stops: readonly (() => void)[] = [];

  constructor() {
    super();
    this.saved = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.stops = [onSetting(() => this.changed()), account.on('change', () => this.requestUpdate())];
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const stop of this.stops) stop();
  }

  protected override render() {
    return html`
      <main class="settings">
        <header class="settings-head">
          <h1>${t('settings.title')}</h1>
          <p class="hint" role="status">${t(this.saved ? 'settings.saved' : 'settings.lead')}</p>
        </header>
        ${section('appearance', t('settings.appearance'), this.appearance())} ${section('you', t('settings.you'), this.you())}
        <parley-device-section></parley-device-section>
        ${section('calls', t('settings.calls'), html`${check('ring', t('settings.ring'))}<parley-notify-setting></parley-notify-setting>`)}
        ${section('network', t('settings.network'), check('relay', t('settings.relay'), { hint: t('settings.relayHint') }))}
        ${section('doctor', t('doctor.title'), html`<parley-doctor></parley-doctor>`)}
        <parley-account-section></parley-account-section>
      </main>
      <parley-reachable></parley-reachable>
    `;
  }

  private appearance(): TemplateResult {
    const languages = Object.entries(LANGUAGES) as [Language, string][];
    return html`
      ${selection('language', t('settings.language'), [
        ['', t('settings.languageAuto')],
        ...languages.map(([code, name]) => [code, name, code] as const),
      ])}
      ${choiceOf('theme', t('settings.theme'), [
        ['system', t('settings.theme.system')],
        ['light', t('settings.theme.light')],
        ['dark', t('settings.theme.dark')],
      ])}
    `;
  }

  private you(): TemplateResult {
    const { user } = account;
    if (user) return html`<p class="hint">${t('settings.nameOfAccount', { name: user.displayName })}</p>`;
    return html`
      <div class="field">
        <label for="setting-name">${t('settings.name')}</label>
        <input id="setting-name" maxlength=${LONGEST_NAME} autocomplete="name" .value=${setting('name')} aria-describedby="setting-name-hint"
          @change=${(event: Event) => choose('name', (event.target as HTMLInputElement).value.trim())}>
        <p class="hint small" id="setting-name-hint">${t('settings.nameHint')}</p>
      </div>
    `;
  }

  private changed(): void {
    this.saved = true;
    this.requestUpdate();
  }
}

customElements.define('parley-settings', SettingsPage);
