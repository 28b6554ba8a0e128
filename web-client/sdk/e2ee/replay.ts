/** How far behind the newest a number may be that is taken where order is not kept. */
const WINDOW = 1_024;

/** Takes each number once: only rising ones where order is kept, else those within a window that were not seen. */
export class ReplayGuard {
  private highest = 0;
  private seen = new Set<number>();

  constructor(private readonly ordered: boolean) {}

  /** Whether it may still be taken; ask before a message is opened, so that repeats cost nothing. */
  fresh(number: number): boolean {
    if (this.ordered) return number > this.highest;
    return number > this.highest - WINDOW && !this.seen.has(number);
  }

  /** Call once it was opened, so that nobody without the key can use a number up. */
  take(number: number): boolean {
    if (!this.fresh(number)) return false;
    this.highest = Math.max(this.highest, number);
    if (this.ordered) return true;
    this.seen.add(number);
    if (this.seen.size > 2 * WINDOW) this.seen = new Set([...this.seen].filter((n) => n > this.highest - WINDOW));
    return true;
  }
}
