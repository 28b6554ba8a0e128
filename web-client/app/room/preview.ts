import { html, nothing, type TemplateResult } from 'lit';
import type { LocalMedia, MediaKind } from '../../sdk/index.ts';
import { t } from '../i18n/i18n.ts';
import { avatar } from '../ui/face.ts';
import { props, View } from '../ui/view.ts';
import { switchDevice } from './devices.ts';
import { streamOf } from './stream-of.ts';
import './level-meter.ts';
import '../ui/icon.ts';

const DEVICES = { audio: ['mic', 'common.microphone'], video: ['camera', 'common.camera'] } as const;

/** Oneself, as others will see and hear one. Emits `problem` with a sentence when a device cannot be used. */
class Preview extends View {
  static override properties = props('local', 'name');
  declare local: LocalMedia;
  /** For the initials in the place of a camera that is off. */
  declare name: string;
  private heard: LocalMedia | undefined;
  private stopListening = () => {};

  protected override willUpdate(): void {
    if (this.heard === this.local) return;
    this.stopListening();
    this.heard = this.local;
    this.stopListening = this.local.on('change', () => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stopListening();
    this.heard = undefined;
  }

  protected override render() {
    const seen = this.local.active('video');
    return html`
      <div class="preview">
        <div class="tile ${seen ? '' : 'dark'}">
          <video class="mirrored" data-self autoplay .muted=${true} playsinline .srcObject=${streamOf(this.local)}></video>
          ${seen ? nothing : html`${avatar('self', this.name)}<span class="visually-hidden">${t('prejoin.cameraOff')}</span>`}
          <div class="preview-controls">${this.toggle('audio')} ${this.toggle('video')}</div>
        </div>
        <div class="hearing"><parley-icon name="mic"></parley-icon><parley-level-meter .local=${this.local}></parley-level-meter></div>
      </div>
    `;
  }

  private toggle(kind: MediaKind): TemplateResult {
    const on = this.local.active(kind);
    const [icon, label] = DEVICES[kind];
    return html`
      <button type="button" class="round ${on ? '' : 'off'}" aria-pressed=${on} aria-label=${t(label)} title=${t(label)}
        @click=${() => this.switch(kind, !on)}><parley-icon name=${on ? icon : `${icon}-off`}></parley-icon></button>
    `;
  }

  private async switch(kind: MediaKind, on: boolean): Promise<void> {
    const problem = await switchDevice(this.local, kind, on);
    if (problem) this.dispatchEvent(new CustomEvent('problem', { detail: problem }));
  }
}

customElements.define('parley-preview', Preview);
