import { t } from '../../i18n/i18n.ts';
import { LARGEST, sizeText } from './size.ts';

/** Files chosen at once; each goes to everybody, and peers take 16 at a time. */
export const MOST_FILES = 10;

/** Files that were chosen and are not sent yet. */
export class Tray {
  private list: readonly File[] = [];
  private trouble = '';

  constructor(private readonly changed: () => void) {}

  get files(): readonly File[] {
    return this.list;
  }

  /** What could not be taken and why, or empty. */
  get problem(): string {
    return this.trouble;
  }

  /** @param folders whether there were some among them, which browsers give no bytes of */
  add(picked: readonly File[], folders = false): void {
    const fits = picked.filter(({ size }) => size <= LARGEST);
    const [tooLarge] = picked.filter(({ size }) => size > LARGEST);
    const all = [...this.list, ...fits];
    this.list = all.slice(0, MOST_FILES);
    this.trouble = folders ? t('files.folder') : '';
    if (all.length > MOST_FILES) this.trouble = t('files.tooMany', { most: MOST_FILES });
    if (tooLarge) this.trouble = t('files.tooLarge', { file: tooLarge.name, most: sizeText(LARGEST) });
    this.changed();
  }

  complain(problem: string): void {
    this.trouble = problem;
    this.changed();
  }

  remove(file: File): void {
    this.list = this.list.filter((other) => other !== file);
    this.trouble = '';
    this.changed();
  }

  /** Empties it. */
  take(): readonly File[] {
    const { list } = this;
    this.list = [];
    this.trouble = '';
    return list;
  }
}

/** What was dropped or pasted: files, and whether there were folders among them, which browsers give no bytes of. */
export function filesOf(data: Pick<DataTransfer, 'items' | 'files'> | null): { files: File[]; folders: boolean } {
  const items = [...(data?.items ?? [])].filter(({ kind }) => kind === 'file');
  const isFolder = (item: DataTransferItem) => item.webkitGetAsEntry?.()?.isDirectory === true;
  const files = items.flatMap((item) => (isFolder(item) ? [] : (item.getAsFile() ?? [])));
  return { files, folders: items.some(isFolder) };
}
