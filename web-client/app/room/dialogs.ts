import { html, nothing, type TemplateResult } from 'lit';
import type { RemotePeer, Room } from '../../sdk/index.ts';
import { t } from '../i18n/i18n.ts';
import { ModalView } from '../ui/modal.ts';
import { roomUrl } from '../ui/room-link.ts';
import { roomSecret, withSecret } from '../ui/secret.ts';
import { props } from '../ui/view.ts';
import { unreadableIn } from './live/extras.ts';
import { listed } from './live/gathering.ts';
import type { PeerQuality } from './live/quality.ts';
import { qualityDetails } from './quality-details.ts';
import { SHORTCUTS, singleKeys } from './shortcuts.ts';
import './device-pickers.ts';
import './level-meter.ts';

export type DialogName = 'devices' | 'link' | 'help' | 'safety' | 'quality';

/** The room's dialogs. Emits `close` and `problem`. */
class Dialogs extends ModalView {
  static override properties = props('room', 'open', 'peer', 'quality');
  declare room: Room;
  declare open: DialogName | undefined;
  /** Whose connection `quality` is about. */
  declare peer: RemotePeer | undefined;
  declare quality: PeerQuality | undefined;

  protected override render() {
    switch (this.open) {
      case 'devices':
        return this.modal(t('menu.devices'), this.devices());
      case 'link':
        return this.modal(t('link.title'), this.link());
      case 'help':
        return this.modal(t('keys.title'), this.help());
      case 'safety':
        return this.modal(t('safety.title'), this.safety());
      case 'quality':
        return this.modal(t('quality.title', { name: this.peer?.name ?? '' }), qualityDetails(this.quality));
      default:
        return html``;
    }
  }

  private devices(): TemplateResult {
    const { local } = this.room;
    return html`
      <parley-device-pickers id="call" .local=${local} @problem=${this.problem}></parley-device-pickers>
      <parley-level-meter .local=${local}></parley-level-meter>
    `;
  }

  private link(): TemplateResult {
    return html`
      <div class="field">
        <label for="link">${t('link.copy')}</label>
        <input id="link" readonly .value=${withSecret(roomUrl(this.room.id), roomSecret.of(this.room.id))} @focus=${(event: Event) => (event.target as HTMLInputElement).select()}>
      </div>
    `;
  }

  private help(): TemplateResult {
    return html`
      <dl class="keys">
        ${SHORTCUTS.map(({ key, text }) => html`<div><dt><kbd>${key.toUpperCase()}</kbd></dt><dd>${t(text)}</dd></div>`)}
      </dl>
      <label class="check keys-check">
        <input type="checkbox" .checked=${singleKeys.on} @change=${(event: Event) => (singleKeys.on = (event.target as HTMLInputElement).checked)}>
        <span>${t('keys.enabled')} <span class="hint">${t('keys.hint')}</span></span>
      </label>
    `;
  }

  private safety(): TemplateResult | typeof nothing {
    const encryption = this.room.e2ee;
    if (!encryption) return nothing;
    const unreadable = unreadableIn(encryption);
    const strangers = this.room.peers.filter(({ id }) => unreadable.includes(id)).map(({ name }) => name);
    return html`
      <div class="stack">
        <p>${t('safety.text')}</p>
        <p class="safety-code">${encryption.safetyCode || t('safety.alone')}</p>
        ${strangers.length > 0 ? html`<p class="problem">${t('safety.unreadable', { names: listed(strangers) })}</p>` : nothing}
        <p class="hint">${t('safety.warn')} ${t('safety.generation', { count: encryption.generation })}</p>
      </div>
    `;
  }

  private problem({ detail }: CustomEvent<string>): void {
    this.dispatchEvent(new CustomEvent('problem', { detail }));
  }
}

customElements.define('parley-dialogs', Dialogs);
