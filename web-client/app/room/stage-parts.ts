import { html, nothing, type TemplateResult } from 'lit';
import { t } from '../i18n/i18n.ts';

/** Leads through the pages of a stage, where there are several. */
export function pager(page: number, pages: number, go: (page: number) => void): TemplateResult | typeof nothing {
  if (pages < 2) return nothing;
  return html`
    <nav class="pager" aria-label=${t('stage.people')}>
      <button type="button" class="round" aria-label=${t('stage.previous')} ?disabled=${page === 0} @click=${() => go(page - 1)}><parley-icon name="left"></parley-icon></button>
      <span role="status"><span class="visually-hidden">${t('stage.page', { page: page + 1, pages })}</span><span aria-hidden="true">${page + 1} / ${pages}</span></span>
      <button type="button" class="round" aria-label=${t('stage.next')} ?disabled=${page === pages - 1} @click=${() => go(page + 1)}><parley-icon name="right"></parley-icon></button>
    </nav>
  `;
}

/** Reminds of what everybody sees. */
export function ownScreen(stop: () => void): TemplateResult {
  return html`
    <div class="own-screen">
      <parley-icon name="screen"></parley-icon><span>${t('stage.ownScreen')}</span>
      <button type="button" class="button danger small" @click=${stop}>${t('stage.stopShare')}</button>
    </div>
  `;
}

/** @param name whom the call is with, where it is one */
export function alone(name: string | undefined, share: () => void): TemplateResult {
  if (name) return html`<div class="alone"><p role="status">${t('stage.waitingFor', { name })}</p></div>`;
  return html`
    <div class="alone">
      <p>${t('stage.alone')}</p>
      <button type="button" class="button primary" @click=${share}><parley-icon name="link"></parley-icon>${t('members.copy')}</button>
    </div>
  `;
}
