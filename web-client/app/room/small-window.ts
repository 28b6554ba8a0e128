import { html, nothing, render, type TemplateResult } from 'lit';
import type { RemotePeer, Room } from '../../sdk/index.ts';
import { t } from '../i18n/i18n.ts';
import { avatar, nameTag } from '../ui/face.ts';
import type { Command } from './commands.ts';
import { streamOf } from './stream-of.ts';

/** Document Picture-in-Picture, a draft of the WICG: Chromium has it. */
interface DocumentPip {
  requestWindow(options: { readonly width: number; readonly height: number }): Promise<Window>;
}

function documentPip(): DocumentPip | undefined {
  return (window as unknown as { documentPictureInPicture?: DocumentPip }).documentPictureInPicture;
}

/** A small window above all others: with controls where the browser can, else only the picture of one person. */
export class SmallWindow {
  private open: Window | undefined;

  constructor(
    private readonly room: Room,
    private readonly command: (command: Command) => void,
  ) {}

  static get possible(): boolean {
    return documentPip() !== undefined || document.pictureInPictureEnabled === true;
  }

  /** @param video the picture of whoever is foremost */
  async toggle(peer: RemotePeer | undefined, video: HTMLVideoElement | null | undefined): Promise<void> {
    if (this.open) return this.close();
    if (document.pictureInPictureElement) return document.exitPictureInPicture();
    const pip = documentPip();
    if (pip) this.begin(await pip.requestWindow({ width: 360, height: 270 }), peer);
    else await video?.requestPictureInPicture();
  }

  show(peer: RemotePeer | undefined): void {
    // its template must not touch the page's own elements: whatever is shown here is shown anew
    if (this.open) render(this.content(peer), this.open.document.body);
  }

  close(): void {
    this.open?.close();
    this.open = undefined;
  }

  private begin(opened: Window, peer: RemotePeer | undefined): void {
    this.open = opened;
    const { document: page } = opened;
    page.title = document.title;
    for (const { href } of document.styleSheets) {
      if (href) page.head.append(Object.assign(page.createElement('link'), { rel: 'stylesheet', href }));
    }
    page.documentElement.className = 'small-window';
    opened.addEventListener('pagehide', () => (this.open = undefined));
    this.show(peer);
  }

  private content(peer: RemotePeer | undefined): TemplateResult {
    const { local } = this.room;
    return html`
      <main class="pip">
        ${peer ? picture(peer) : html`<p class="tile dark">${t('stage.alone')}</p>`}
        <div class="pip-bar">
          ${this.button('microphone', local.active('audio') ? 'mic' : 'mic-off', t('bar.microphone'), local.active('audio'))}
          ${this.button('camera', local.active('video') ? 'camera' : 'camera-off', t('bar.camera'), local.active('video'))}
          <button type="button" class="round off" aria-label=${t('bar.leave')} @click=${() => this.command('leave')}><parley-icon name="leave"></parley-icon></button>
        </div>
      </main>
    `;
  }

  private button(command: Command, icon: string, label: string, on: boolean): TemplateResult {
    return html`
      <button type="button" class="round ${on ? '' : 'off'}" aria-pressed=${on} aria-label=${label} @click=${() => this.command(command)}><parley-icon name=${icon}></parley-icon></button>
    `;
  }
}

/** Its sound comes from the page. */
function picture(peer: RemotePeer): TemplateResult {
  const { video, audio } = peer.state;
  return html`
    <div class="tile ${video ? '' : 'dark'}">
      <video autoplay playsinline .muted=${true} .srcObject=${streamOf(peer)}></video>
      ${video ? nothing : avatar(peer.id, peer.name)}
      <div class="tile-foot">${nameTag(peer.name, !audio)}</div>
    </div>
  `;
}
