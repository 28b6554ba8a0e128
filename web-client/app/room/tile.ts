import { html, nothing, type TemplateResult } from 'lit';
import type { RemotePeer, Room } from '../../sdk/index.ts';
import { t } from '../i18n/i18n.ts';
import { avatar, nameTag } from '../ui/face.ts';
import { levelOf, type PeerQuality } from './live/quality.ts';
import type { Shown } from './live/reactions.ts';
import { streamOf } from './stream-of.ts';
import { troubleOf } from './trouble.ts';

/** What is to be seen of somebody beside the picture. */
export interface TileLook {
  readonly speaking: boolean;
  readonly large: boolean;
  readonly pinned: boolean;
  readonly hand: boolean;
  readonly reactions: readonly Shown[];
  readonly quality?: PeerQuality | undefined;
  readonly unreadable?: boolean;
}

export interface TileActs {
  pin(): void;
  actions(): void;
  connection(): void;
}

export function remoteTile(peer: RemotePeer, look: TileLook, acts: TileActs): TemplateResult {
  const { video = false, audio = false, screen = false } = peer.state;
  const note = troubleOf(peer, look.unreadable);
  const label = t(screen ? 'tile.screen' : 'tile.video', { name: peer.name });
  return html`
    <li class="tile ${classes(look, video)} ${screen ? 'shares' : ''}" data-tile=${peer.id} @dblclick=${acts.pin}>
      <video data-peer-id=${peer.id} data-connection=${peer.connection} autoplay playsinline aria-label=${label}
        .srcObject=${streamOf(peer)}></video>
      ${video ? nothing : avatar(peer.id, peer.name)} ${floating(look.reactions)}
      ${note ? html`<p class="tile-note">${note}</p>` : nothing}
      <div class="tile-foot">${nameTag(peer.name, !audio)} ${look.hand ? hand() : nothing}</div>
      <div class="tile-tools">
        ${look.quality ? qualityBadge(peer.name, look.quality, acts.connection) : nothing} ${pinButton(peer.name, look.pinned, acts.pin)}
        <button type="button" class="round tile-tool" aria-haspopup="dialog" aria-label=${t('tile.actions', { name: peer.name })}
          title=${t('tile.actions', { name: peer.name })} @click=${acts.actions}><parley-icon name="more"></parley-icon></button>
      </div>
    </li>
  `;
}

function classes({ speaking, large }: TileLook, video: boolean): string {
  return `${video ? '' : 'dark'} ${speaking ? 'speaking' : ''} ${large ? 'large' : ''}`;
}

export function hand(): TemplateResult {
  return html`<span class="hand"><parley-icon name="hand"></parley-icon><span class="visually-hidden">${t('tile.hand')}</span></span>`;
}

export function floating(reactions: readonly Shown[]): TemplateResult | typeof nothing {
  if (reactions.length === 0) return nothing;
  return html`<div class="reactions" aria-hidden="true">${reactions.map(({ emoji }) => html`<span class="reaction">${emoji}</span>`)}</div>`;
}

function pinButton(name: string, pinned: boolean, pin: () => void): TemplateResult {
  const label = t(pinned ? 'tile.unpin' : 'tile.pin', { name });
  return html`
    <button type="button" class="round tile-tool pin" aria-pressed=${pinned} aria-label=${t('tile.pin', { name })} title=${label} @click=${pin}>
      <parley-icon name=${pinned ? 'unpin' : 'pin'}></parley-icon>
    </button>
  `;
}

function qualityBadge(name: string, quality: PeerQuality, open: () => void): TemplateResult {
  const level = levelOf(quality);
  const label = t('tile.connection', { name, level: t(`quality.${level}`) });
  return html`
    <button type="button" class="round tile-tool quality ${level}" aria-haspopup="dialog" aria-label=${label} title=${label} @click=${open}>
      <parley-icon name=${`signal-${level}`}></parley-icon>
    </button>
  `;
}

export interface SelfLook extends TileLook {
  /** Whether it lies over the large picture. */
  readonly floats: boolean;
  readonly small: boolean;
}

export interface SelfActs {
  grab(event: PointerEvent): void;
  move(): void;
  shrink(): void;
}

export function selfTile({ local, self }: Room, look: SelfLook, acts: SelfActs): TemplateResult {
  const video = local.active('video');
  const small = look.floats && look.small;
  return html`
    <li class="tile self ${classes(look, video)} ${look.floats ? 'floats' : ''} ${small ? 'small' : ''}" data-tile=${self.peerId}
      @pointerdown=${look.floats ? acts.grab : nothing}>
      <video class="mirrored" data-self autoplay .muted=${true} playsinline aria-label=${t('tile.self')} .srcObject=${streamOf(local)}></video>
      ${video ? nothing : avatar(self.peerId, self.displayName)} ${floating(look.reactions)}
      <div class="tile-foot">${nameTag(look.floats ? t('chat.you') : t('room.you', { name: self.displayName }), !local.active('audio'))} ${look.hand ? hand() : nothing}</div>
      ${look.floats ? selfTools(small, acts) : nothing}
    </li>
  `;
}

function selfTools(small: boolean, { move, shrink }: SelfActs): TemplateResult {
  if (small) {
    return html`<button type="button" class="restore" aria-label=${t('tile.restore')} title=${t('tile.restore')} @click=${shrink}></button>`;
  }
  return html`
    <div class="tile-tools">
      <button type="button" class="round tile-tool" aria-label=${t('tile.move')} title=${t('tile.move')} @click=${move}><parley-icon name="move"></parley-icon></button>
      <button type="button" class="round tile-tool" aria-label=${t('tile.minimise')} title=${t('tile.minimise')} @click=${shrink}><parley-icon name="shrink"></parley-icon></button>
    </div>
  `;
}
