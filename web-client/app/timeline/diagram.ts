import { html, nothing, type SVGTemplateResult, svg, type TemplateResult } from 'lit';
import { t } from '../i18n/i18n.ts';
import type { Column, Diagram, Row } from './model.ts';
import { columnText, offsetText, stepText } from './words.ts';

const TIME_WIDTH = 74;
const HEAD_HEIGHT = 56;
const ROW_HEIGHT = 34;
const ARROW = 6;

export interface DiagramState {
  /** Width of a column, px. */
  readonly pitch: number;
  readonly rows: readonly Row[];
  /** Index in `rows`; where the keyboard is. */
  readonly current: number;
  readonly start: number;
  readonly names: ReadonlyMap<string, string>;
  choose(index: number): void;
  key(event: KeyboardEvent): void;
}

/** A sequence diagram: time runs down, a life line for each page, gateway and owner. */
export function sequence({ columns }: Diagram, state: DiagramState): TemplateResult {
  const { pitch, rows } = state;
  const width = TIME_WIDTH + columns.length * pitch;
  const height = rows.length * ROW_HEIGHT + 12;
  return html`
    <svg class="sequence head" width=${width} height=${HEAD_HEIGHT} aria-hidden="true">
      ${columns.map((column, index) => head(column, middle(index, pitch), pitch))}
    </svg>
    <svg class="sequence" width=${width} height=${height} role="group" aria-label=${t('timeline.diagram')} @keydown=${state.key}>
      ${columns.map((_, index) => svg`<line class="life" x1=${middle(index, pitch)} y1="0" x2=${middle(index, pitch)} y2=${height}></line>`)}
      ${rows.map((row, index) => event(row, index, width, state))}
    </svg>
  `;
}

function middle(column: number, pitch: number): number {
  return TIME_WIDTH + (column + 0.5) * pitch;
}

function head(column: Column, x: number, pitch: number): SVGTemplateResult {
  const [kind, name] = columnText(column);
  return svg`
    <g class="column ${column.kind}">
      <rect x=${x - pitch / 2 + 4} y="5" width=${pitch - 8} height=${HEAD_HEIGHT - 10} rx="9"></rect>
      <text class="column-kind" x=${x} y="22">${kind}</text>
      <text class="column-name" x=${x} y="40">${name}</text>
    </g>
  `;
}

function event(row: Row, index: number, width: number, state: DiagramState): SVGTemplateResult {
  const y = index * ROW_HEIGHT;
  const time = offsetText(row.entry.at - state.start);
  const text = stepText(row.entry, state.names);
  return svg`
    <g class="event ${row.topic} ${row.failed ? 'failed' : ''} ${index === state.current ? 'current' : ''}"
      role="button" tabindex=${index === state.current ? 0 : -1} data-index=${index}
      aria-label=${`${time}: ${text}`} aria-pressed=${index === state.current}
      @pointerenter=${() => state.choose(index)} @focus=${() => state.choose(index)} @click=${() => state.choose(index)}>
      <title>${time}: ${text}</title>
      <rect class="event-area" x="1" y=${y + 1} width=${width - 2} height=${ROW_HEIGHT - 2} rx="7"></rect>
      <text class="event-time" x=${TIME_WIDTH - 10} y=${y + 22}>${time}</text>
      ${row.from === row.to ? mark(row, y, text, state.pitch) : arrow(row, y, text, state.pitch)}
    </g>
  `;
}

function mark(row: Row, y: number, text: string, pitch: number): SVGTemplateResult {
  const x = middle(row.from, pitch);
  const left = row.from > 0 && row.from >= 3;
  return svg`
    <circle cx=${x} cy=${y + 18} r="5"></circle>
    <text class="event-text ${left ? 'left' : 'right'}" x=${left ? x - 11 : x + 11} y=${y + 22}>${text}</text>
  `;
}

function arrow(row: Row, y: number, text: string, pitch: number): SVGTemplateResult {
  const [from, to] = [middle(row.from, pitch), middle(row.to, pitch)];
  const toRight = to > from;
  const tip = to + (toRight ? -1 : 1);
  const back = tip + (toRight ? -ARROW : ARROW);
  const line = y + 25;
  return svg`
    <line x1=${from} y1=${line} x2=${back} y2=${line}></line>
    <polygon points="${tip},${line} ${back},${line - ARROW / 1.5} ${back},${line + ARROW / 1.5}"></polygon>
    <text class="event-text" x=${(from + to) / 2} y=${y + 17}>${text}</text>
    ${Math.abs(row.to - row.from) > 1 ? through(row, line, pitch) : nothing}
  `;
}

/** Where an arrow crosses life lines it passes by them. */
function through(row: Row, line: number, pitch: number): SVGTemplateResult[] {
  const [low, high] = [Math.min(row.from, row.to), Math.max(row.from, row.to)];
  const between = Array.from({ length: high - low - 1 }, (_, index) => low + 1 + index);
  return between.map(
    (column) => svg`<circle class="crossing" cx=${middle(column, pitch)} cy=${line} r="2.5"></circle>`,
  );
}
