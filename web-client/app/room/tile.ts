import { html, nothing, type TemplateResult } from 'lit';
import type { RemotePeer, Room } from '../../sdk/index.ts';
import { avatar, nameTag } from '../ui/face.ts';
import { streamOf } from './stream-of.ts';

/** What a tile says about a connection that does not work, if it does not. */
function trouble(peer: RemotePeer): string | undefined {
  if (peer.connection === 'failed' || peer.connection === 'disconnected')
    return 'Picture and sound lost, trying again …';
  if (peer.connection === 'new' || peer.connection === 'connecting') return 'Connecting …';
  return peer.present ? undefined : 'Lost from the server, waiting …';
}

/** @param actions opens what may be done to the peer, for those who may */
export function remoteTile(peer: RemotePeer, speaking: boolean, actions?: () => void): TemplateResult {
  const { video = false, audio = false } = peer.state;
  const note = trouble(peer);
  return html`
    <li class="tile ${video ? '' : 'dark'} ${speaking ? 'speaking' : ''}">
      <video data-peer-id=${peer.id} data-connection=${peer.connection} autoplay playsinline
        aria-label=${`Video of ${peer.name}`} .srcObject=${streamOf(peer)}></video>
      ${video ? nothing : avatar(peer.id, peer.name)}
      ${note ? html`<p class="tile-note">${note}</p>` : nothing} ${nameTag(peer.name, !audio)}
      ${actions ? actionsButton(peer.name, actions) : nothing}
    </li>
  `;
}

function actionsButton(name: string, open: () => void): TemplateResult {
  return html`
    <button type="button" class="round tile-actions" aria-haspopup="dialog" aria-label=${`Actions for ${name}`} title="Actions" @click=${open}>
      <parley-icon name="more"></parley-icon>
    </button>
  `;
}

export function selfTile(room: Room, speaking: boolean): TemplateResult {
  const { local, self } = room;
  const video = local.active('video');
  return html`
    <li class="tile self ${video ? '' : 'dark'} ${speaking ? 'speaking' : ''}">
      <video class="mirrored" data-self autoplay .muted=${true} playsinline aria-label="Your own video" .srcObject=${streamOf(local)}></video>
      ${video ? nothing : avatar(self.peerId, self.displayName)}
      ${nameTag(`${self.displayName} (you)`, !local.active('audio'))}
    </li>
  `;
}
