import type { CallEntry, Calls, HistoryPage } from '../../sdk/index.ts';

const PAGE = 20;

/** One's calls, newest first, as far as they were asked for. */
export class CallLog {
  /** `undefined` until the first page is there. */
  entries: readonly CallEntry[] | undefined;
  private cursor: string | undefined;

  constructor(private readonly calls: Pick<Calls, 'history'>) {}

  get more(): boolean {
    return this.cursor !== undefined;
  }

  /** Asks for the newest again; older ones that were shown stay. */
  async refresh(): Promise<void> {
    const page = await this.calls.history({ limit: PAGE });
    const fresh = new Set(page.calls.map(({ callId }) => callId));
    const older = (this.entries ?? []).filter(({ callId }) => !fresh.has(callId));
    // more calls than a page came meanwhile: what lies between is unknown, so that the older ones are asked for again
    const joined = this.entries === undefined || older.length < this.entries.length || this.entries.length === 0;
    if (this.entries === undefined || !joined) this.cursor = cursorOf(page);
    this.entries = joined ? [...page.calls, ...older] : page.calls;
  }

  async showMore(): Promise<void> {
    if (this.cursor === undefined) return;
    const page = await this.calls.history({ limit: PAGE, cursor: this.cursor });
    const known = new Set(this.entries?.map(({ callId }) => callId));
    this.entries = [...(this.entries ?? []), ...page.calls.filter(({ callId }) => !known.has(callId))];
    this.cursor = cursorOf(page);
  }
}

function cursorOf({ cursor, calls }: HistoryPage): string | undefined {
  return cursor && calls.length > 0 ? cursor : undefined;
}
