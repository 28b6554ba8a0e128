import { html, nothing, type TemplateResult } from 'lit';
import type { CallEntry } from '../../sdk/index.ts';
import { namesOf } from '../calls/call-note.ts';
import { t } from '../i18n/i18n.ts';
import { type PastCall, pastCall } from './past-call.ts';
import type { RowActions } from './person-row.ts';
import '../ui/icon.ts';

const KINDS = {
  'call-in': 'history.incoming',
  'call-out': 'history.outgoing',
  'call-missed': 'history.missed',
} as const;

/** A call that was, and the button that makes it again. */
export function callRow(
  entry: CallEntry,
  username: string,
  nameOf: (username: string) => string,
  actions: Pick<RowActions, 'call'>,
): TemplateResult {
  const past = pastCall(entry, username);
  const label = t(KINDS[past.kind]);
  const names = namesOf(past.others.map(nameOf));
  return html`
    <li class="row-card ${past.kind}">
      <span class="row-icon" title=${label}><parley-icon name=${past.kind}></parley-icon><span class="visually-hidden">${label}:</span></span>
      <div class="row-text">
        <span class="row-name">${names}</span>
        <span class="row-meta">${[past.outcome, past.when, t(`common.${past.callType}`)].filter(Boolean).join(' · ')}</span>
      </div>
      ${past.others.length > 0 ? callBack(past, names, actions) : nothing}
    </li>
  `;
}

/** Those who were in it, in the way they talked. */
function callBack({ others, callType }: PastCall, names: string, { call }: Pick<RowActions, 'call'>): TemplateResult {
  return html`
    <button type="button" class="plain strong" title=${t('history.callBack')} aria-label=${t('history.callBackTo', { name: names })}
      @click=${() => call({ invitees: others, callType })}>
      <parley-icon name=${callType === 'video' ? 'camera' : 'phone'}></parley-icon>
    </button>
  `;
}
