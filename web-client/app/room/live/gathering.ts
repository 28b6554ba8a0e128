import { t } from '../../i18n/i18n.ts';

/** Who comes or goes within that time is told of in one sentence, milliseconds. */
const TOGETHER_MS = 1_200;

type Change = 'joined' | 'left';

/** Tells who came and went: one sentence for many at once, none for who was only gone for a moment. */
export class Gathering {
  private readonly changes = new Map<string, Change>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly say: (sentence: string) => void) {}

  joined(name: string): void {
    this.note(name, 'joined');
  }

  left(name: string): void {
    this.note(name, 'left');
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private note(name: string, change: Change): void {
    const before = this.changes.get(name);
    if (before && before !== change) this.changes.delete(name);
    else this.changes.set(name, change);
    this.timer ??= setTimeout(() => this.flush(), TOGETHER_MS);
  }

  private flush(): void {
    this.timer = undefined;
    for (const change of ['joined', 'left'] as const) {
      const names = [...this.changes].filter(([, which]) => which === change).map(([name]) => name);
      if (names.length > 0) this.say(t(`room.${change}`, { names: listed(names) }));
    }
    this.changes.clear();
  }
}

/** "Ann, Ben and 3 others". */
export function listed(names: readonly string[]): string {
  const [first = '', second = ''] = names;
  if (names.length === 1) return first;
  if (names.length === 2) return t('room.two', { first, second });
  if (names.length === 3) return t('room.three', { first, second, third: names[2] ?? '' });
  return t('room.many', { first, second, count: names.length - 2 });
}
