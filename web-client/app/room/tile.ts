import { html, nothing, type TemplateResult } from 'lit';
import type { RemotePeer, Room } from '../../sdk/index.ts';
import { avatar, nameTag } from './face.ts';
import { streamOf } from './stream-of.ts';

/** What a tile says about a connection that does not work, if it does not. */
function trouble(peer: RemotePeer): string | undefined {
  if (peer.connection === 'failed' || peer.connection === 'disconnected')
    return 'Picture and sound lost, trying again …';
  if (peer.connection === 'new' || peer.connection === 'connecting') return 'Connecting …';
  return peer.present ? undefined : 'Lost from the server, waiting …';
}

export function remoteTile(peer: RemotePeer, speaking: boolean): TemplateResult {
  const { video = false, audio = false } = peer.state;
  const note = trouble(peer);
  return html`
    <li class="tile ${video ? '' : 'dark'} ${speaking ? 'speaking' : ''}">
      <video data-peer-id=${peer.id} data-connection=${peer.connection} autoplay playsinline
        aria-label=${`Video of ${peer.name}`} .srcObject=${streamOf(peer)}></video>
      ${video ? nothing : avatar(peer.id, peer.name)}
      ${note ? html`<p class="tile-note">${note}</p>` : nothing} ${nameTag(peer.name, !audio)}
    </li>
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
