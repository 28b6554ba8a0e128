import { t } from '../../i18n/i18n.ts';

/** Who is writing just now, the first one first. */
export class Typists {
  private readonly names = new Map<string, string>();

  observe({ id, name }: { readonly id: string; readonly name: string }, typing: boolean): void {
    if (typing) this.names.set(id, name);
    else this.names.delete(id);
  }

  leave(id: string): void {
    this.names.delete(id);
  }

  /** Empty while nobody writes. */
  get sentence(): string {
    const [first, second] = this.names.values();
    const { size } = this.names;
    if (first === undefined) return '';
    if (second === undefined) return t('chat.typing', { name: first });
    return size === 2 ? t('chat.typingTwo', { first, second }) : t('chat.typingMany', { count: size });
  }
}
