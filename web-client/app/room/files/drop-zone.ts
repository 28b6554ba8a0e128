import { html, type TemplateResult } from 'lit';
import { t } from '../../i18n/i18n.ts';
import { LARGEST, sizeText } from './size.ts';
import { filesOf } from './tray.ts';
import '../../ui/icon.ts';

export interface DropListener {
  /** Files hang over the page, or do so no more. */
  hover(over: boolean): void;
  dropped(files: readonly File[], folders: boolean): void;
}

/** Takes files that are dropped anywhere on the page; without it the browser would leave the room to show them. */
export class DropZone {
  /** Elements that the files hang over, one inside the other: each tells of coming and going. */
  private depth = 0;

  constructor(
    target: EventTarget,
    private readonly listener: DropListener,
    signal: AbortSignal,
  ) {
    const on = (type: string, run: (event: DragEvent) => void) =>
      target.addEventListener(type, (event) => hasFiles(event as DragEvent) && run(event as DragEvent), { signal });
    on('dragenter', () => this.move(1));
    on('dragleave', () => this.move(-1));
    on('dragover', (event) => this.over(event));
    on('drop', (event) => this.drop(event));
  }

  private move(by: 1 | -1): void {
    this.depth = Math.max(0, this.depth + by);
    this.listener.hover(this.depth > 0);
  }

  private over(event: DragEvent): void {
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
  }

  private drop(event: DragEvent): void {
    event.preventDefault();
    this.depth = 0;
    this.listener.hover(false);
    const { files, folders } = filesOf(event.dataTransfer);
    if (files.length > 0 || folders) this.listener.dropped(files, folders);
  }
}

function hasFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') === true;
}

/** Lies over the page while files hang over it; who drags them sees it. */
export function dropHere(): TemplateResult {
  return html`
    <div class="drop-here" aria-hidden="true">
      <div>
        <parley-icon class="drop-sign" name="attach"></parley-icon>
        <b>${t('files.drop')}</b>
        <p>${t('files.dropHint', { size: sizeText(LARGEST) })}</p>
      </div>
    </div>
  `;
}
