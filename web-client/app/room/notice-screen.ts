import { html, nothing, type TemplateResult } from 'lit';
import markUrl from '../assets/mark.svg';
import { t } from '../i18n/i18n.ts';
import type { Notice } from './notices.ts';

/** Says in the room's place what happened and what to do. */
export function noticeScreen({ title, text, again, home }: Notice, onAgain: () => void): TemplateResult {
  return html`
    <main class="screen">
      <div class="card screen-card" role="alert">
        <img src=${markUrl} alt="Parley" width="44" height="44">
        <h1>${title}</h1>
        <p>${text}</p>
        <div class="screen-actions">
          ${again ? html`<button type="button" class="button primary" @click=${onAgain}><parley-icon name="again"></parley-icon>${again}</button>` : nothing}
          <a class="button secondary" href=${home ?? 'index.html'}>${home ? t('people.page') : t('notice.allRooms')}</a>
        </div>
      </div>
    </main>
  `;
}

/** While a join without preview is under way. */
export function joiningScreen(name: string): TemplateResult {
  return html`
    <main class="screen">
      <div class="joining" role="status">
        <img src=${markUrl} alt="Parley" width="56" height="56">
        <p>${t('notice.joining', { name })}</p>
      </div>
    </main>
  `;
}
