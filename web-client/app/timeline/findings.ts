import { html, nothing, type TemplateResult } from 'lit';
import { listText } from '../i18n/format.ts';
import { t } from '../i18n/i18n.ts';
import type { Finding, Timeline } from './model.ts';
import { findingText, shortNode } from './words.ts';
import '../ui/icon.ts';

const ICONS = { error: 'warning', warning: 'warning', info: 'info' } as const;

/** What went wrong, the gravest first, and what may be missing from the picture. */
export function findings({ diagnosis, silent, truncated }: Timeline): TemplateResult {
  const order = ['error', 'warning', 'info'];
  const sorted = [...diagnosis].sort((one, other) => order.indexOf(one.severity) - order.indexOf(other.severity));
  return html`
    <section class="diagnosis" aria-labelledby="diagnosis-title">
      <h2 id="diagnosis-title">${t('timeline.diagnosis')}</h2>
      ${sorted.length === 0 ? html`<p class="finding fine"><parley-icon name="check"></parley-icon><span>${t('timeline.fine')}</span></p>` : nothing}
      ${sorted.length > 0 ? html`<ul>${sorted.map(finding)}</ul>` : nothing}
      ${silent.length > 0 ? html`<p class="hint">${t('timeline.silent', { nodes: listText(silent.map(shortNode)) })}</p>` : nothing}
      ${truncated ? html`<p class="hint">${t('timeline.truncated')}</p>` : nothing}
    </section>
  `;
}

function finding(found: Finding): TemplateResult {
  return html`
    <li class="finding ${found.severity}">
      <parley-icon name=${ICONS[found.severity]}></parley-icon>
      <span><strong>${t(`timeline.${found.severity}`)}:</strong> ${findingText(found)}</span>
    </li>
  `;
}
