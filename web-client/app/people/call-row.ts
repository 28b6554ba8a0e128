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
  actions: Pick<RowActions, 'call'> & { readonly timeline?: boolean },
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
      ${actions.timeline ? timelineLink(past, names) : nothing}
      ${past.others.length > 0 ? callBack(past, names, actions) : nothing}
    </li>
  `;
}

/** How it came about, for as long as the nodes remember it. */
function timelineLink({ callId }: PastCall, name: string): TemplateResult {
  return html`
    <a class="plain" href="timeline.html?call=${callId}" title=${t('timeline.link')} aria-label=${t('timeline.linkOf', { name })}>
      <parley-icon name="timeline"></parley-icon>
    </a>
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
