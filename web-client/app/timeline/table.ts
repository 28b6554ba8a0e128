import { html, type TemplateResult } from 'lit';
import { t } from '../i18n/i18n.ts';
import type { Diagram, Row } from './model.ts';
import { columnText, detailText, offsetText, stepText } from './words.ts';

/** The same as the diagram, to be read line by line. */
export function eventTable(
  { columns }: Diagram,
  rows: readonly Row[],
  start: number,
  names: ReadonlyMap<string, string>,
): TemplateResult {
  const place = (index: number) => {
    const column = columns[index];
    return column ? columnText(column).join(' ') : '';
  };
  const where = ({ from, to }: Row) => (from === to ? place(from) : `${place(from)} → ${place(to)}`);
  return html`
    <div class="table-frame" tabindex="0" role="region" aria-label=${t('timeline.table')}>
      <table class="events">
        <thead><tr>
          <th scope="col">${t('timeline.time')}</th><th scope="col">${t('timeline.where')}</th>
          <th scope="col">${t('timeline.what')}</th><th scope="col">${t('timeline.details')}</th>
        </tr></thead>
        <tbody>${rows.map(
          (row) => html`
            <tr class=${row.failed ? 'failed' : ''}>
              <td class="number">${offsetText(row.entry.at - start)}</td><td>${where(row)}</td>
              <th scope="row">${stepText(row.entry, names)}</th><td>${detailText(row.entry)}</td>
            </tr>
          `,
        )}</tbody>
      </table>
    </div>
  `;
}
