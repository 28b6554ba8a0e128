/** More than a sender may have to resend (256), so that no repeat gets past. */
const REMEMBERED = 512;

/** Remembers the signals seen, by sender and id: after a failover a sender resends what it cannot know to have arrived. */
export class Inbox {
  private readonly seen = new Map<string, Set<number>>();

  /** @returns true the first time, false for every repeat */
  isNew(from: string, id: number): boolean {
    const ids = this.seen.get(from) ?? new Set<number>();
    this.seen.set(from, ids);
    if (ids.has(id)) return false;
    ids.add(id);
    if (ids.size > REMEMBERED) ids.delete(ids.values().next().value as number);
    return true;
  }

  /** A peer that left may come back counting from 1. */
  forget(from: string): void {
    this.seen.delete(from);
  }

  clear(): void {
    this.seen.clear();
  }
}
