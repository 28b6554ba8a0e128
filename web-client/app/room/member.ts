import { html, nothing, type TemplateResult } from 'lit';
import type { PeerInfo, PeerState, RemotePeer, Role } from '../../sdk/index.ts';
import { t } from '../i18n/i18n.ts';
import { avatar } from '../ui/face.ts';
import { hand } from './tile.ts';

/** One line of the list of people. */
export function memberRow(peer: RemotePeer, actions: () => void): TemplateResult {
  const { id, name, role, state } = peer;
  return html`
    <li class="member">
      ${avatar(id, name)}<span class="member-name">${name}</span>${badge(role)} ${signs(state)}
      <button type="button" class="plain" aria-haspopup="dialog" aria-label=${t('tile.actions', { name })} title=${t('tile.actions', { name })} @click=${actions}>
        <parley-icon name="more"></parley-icon>
      </button>
    </li>
  `;
}

export function selfRow({ peerId, displayName, role }: PeerInfo, state: PeerState): TemplateResult {
  return html`
    <li class="member">
      ${avatar(peerId, displayName)}<span class="member-name">${t('room.you', { name: displayName })}</span>${badge(role)} ${signs(state)}
    </li>
  `;
}

/** What can be seen of somebody without a picture. */
function signs({ hand: up, screen, audio, video }: PeerState): TemplateResult {
  return html`
    ${up ? hand() : nothing} ${screen ? sign('screen', t('members.sharing')) : nothing}
    ${audio ? nothing : sign('mic-off', t('members.muted'))} ${video ? nothing : sign('camera-off', t('members.cameraOff'))}
  `;
}

function sign(icon: string, text: string): TemplateResult {
  return html`<span class="sign" title=${text}><parley-icon name=${icon}></parley-icon><span class="visually-hidden">${text}</span></span>`;
}

function badge(role: Role): TemplateResult | typeof nothing {
  return role === 'guest' ? nothing : html`<span class="badge">${t(`members.${role}`)}</span>`;
}
