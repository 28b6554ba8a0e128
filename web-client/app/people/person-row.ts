import { html, nothing, type TemplateResult } from 'lit';
import type { CallType, Person, Presence } from '../../sdk/index.ts';
import type { CallWish } from '../calls/outgoing.ts';
import { avatar } from '../ui/face.ts';
import '../ui/icon.ts';

/** Somebody one talked to; `presence` is known a little later. */
export interface Acquaintance {
  readonly username: string;
  readonly person: Person | undefined;
  readonly blocked: boolean;
}

export interface RowActions {
  call(wish: CallWish): void;
  block(username: string, blocked: boolean): void;
}

const PRESENCE: Readonly<Record<Presence, string>> = {
  online: 'Online',
  away: 'Away',
  'in-call': 'In a call',
  offline: 'Offline',
};

export function personRow({ username, person, blocked }: Acquaintance, actions: RowActions): TemplateResult {
  const name = person?.displayName || username;
  const presence = blocked ? undefined : person?.presence;
  return html`
    <li class="row-card">
      <span class="face ${presence ?? ''}">${avatar(username, name)}</span>
      <div class="row-text">
        <span class="row-name">${name}</span>
        <span class="row-meta">${presence ? `${PRESENCE[presence]} · ` : nothing}${username}${blocked ? ' · Blocked' : nothing}</span>
      </div>
      ${blocked ? nothing : callButtons(username, name, actions)}
      <button type="button" class="plain" title=${blocked ? 'Unblock' : 'Block'} aria-pressed=${blocked}
        aria-label=${`Block ${name}`} @click=${() => actions.block(username, !blocked)}>
        <parley-icon name=${blocked ? 'banned' : 'ban'}></parley-icon>
      </button>
    </li>
  `;
}

/** One button for each kind of call. */
export function callButtons(username: string, name: string, { call }: Pick<RowActions, 'call'>): TemplateResult {
  const button = (callType: CallType, icon: string, label: string) => html`
    <button type="button" class="plain strong" title=${label} aria-label=${`${label} with ${name}`}
      @click=${() => call({ invitees: [username], callType })}><parley-icon name=${icon}></parley-icon></button>
  `;
  return html`${button('audio', 'phone', 'Audio call')}${button('video', 'camera', 'Video call')}`;
}
