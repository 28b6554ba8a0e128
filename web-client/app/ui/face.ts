import { html, nothing } from 'lit';
import { hueOf, initials } from './words.ts';

/** The circle with initials that stands for somebody who cannot be seen. */
export function avatar(id: string, name: string) {
  return html`<span class="avatar hue-${hueOf(id)}" aria-hidden="true">${initials(name)}</span>`;
}

/** The name on a tile, with a mark for a muted microphone. */
export function nameTag(name: string, muted: boolean) {
  return html`
    <span class="name-tag">
      ${muted ? html`<parley-icon name="mic-off"></parley-icon><span class="visually-hidden">Muted:</span>` : nothing}
      <span class="name-text">${name}</span>
    </span>
  `;
}
