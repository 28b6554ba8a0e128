import { html, nothing, type TemplateResult } from 'lit';
import type { CallType, Person } from '../../sdk/index.ts';
import type { CallWish } from '../calls/outgoing.ts';
import { t } from '../i18n/i18n.ts';
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

export function personRow({ username, person, blocked }: Acquaintance, actions: RowActions): TemplateResult {
  const name = person?.displayName || username;
  const presence = blocked ? undefined : person?.presence;
  // a name that says the user name already needs it no second time
  const facts = [presence && t(`people.${presence}`), name !== username && username, blocked && t('people.blocked')];
  return html`
    <li class="row-card">
      <span class="face ${presence ?? ''}">${avatar(username, name)}</span>
      <div class="row-text">
        <span class="row-name">${name}</span>
        <span class="row-meta">${facts.filter(Boolean).join(' · ')}</span>
      </div>
      ${blocked ? nothing : callButtons(username, name, actions)}
      <button type="button" class="plain" title=${t(blocked ? 'people.unblock' : 'people.block')} aria-pressed=${blocked}
        aria-label=${t('people.blockWho', { name })} @click=${() => actions.block(username, !blocked)}>
        <parley-icon name=${blocked ? 'banned' : 'ban'}></parley-icon>
      </button>
    </li>
  `;
}

/** One button for each kind of call. */
export function callButtons(username: string, name: string, { call }: Pick<RowActions, 'call'>): TemplateResult {
  const button = (callType: CallType, icon: string, label = t(`call.${callType}`)) => html`
    <button type="button" class="plain strong" title=${label} aria-label=${t('call.with', { kind: label, name })}
      @click=${() => call({ invitees: [username], callType })}><parley-icon name=${icon}></parley-icon></button>
  `;
  return html`${button('audio', 'phone')}${button('video', 'camera')}`;
}
