import { html, type TemplateResult } from 'lit';

/** A part of the page with a heading of its own. */
export function section(id: string, title: string, content: unknown): TemplateResult {
  return html`
    <section class="card settings-section" aria-labelledby=${`${id}-title`}>
      <h2 id=${`${id}-title`}>${title}</h2>
      ${content}
    </section>
  `;
}
