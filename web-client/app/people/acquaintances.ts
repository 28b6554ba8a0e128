import { type CallEntry, type HistoryPage, type Parley, ParleyError, type Person } from '../../sdk/index.ts';
import { remember, remembered } from '../ui/memory.ts';
import { othersOf } from './past-call.ts';
import type { Acquaintance } from './person-row.ts';

const PAGE = 20;
/** How many people are asked about. */
const RECENT = 8;

/** One's calls, newest first as far as they were asked for, and the people in them. */
export class Acquaintances {
  calls: readonly CallEntry[] | undefined;
  private cursor: string | undefined;
  private readonly persons = new Map<string, Person>();
  /** The server does not list them, so this browser remembers those that were blocked here. */
  private readonly blocked: Set<string>;

  constructor(
    private readonly client: Parley,
    private readonly username: string,
  ) {
    this.blocked = new Set(remembered(`blocked.${username}`).split(' ').filter(Boolean));
  }

  get more(): boolean {
    return this.cursor !== undefined;
  }

  /** Those in the newest calls, and whoever is blocked. */
  get recent(): readonly Acquaintance[] {
    const known = (this.calls ?? []).flatMap((call) => othersOf(call, this.username));
    const names = [...new Set([...[...new Set(known)].slice(0, RECENT), ...this.blocked])];
    return names.map((username) => ({
      ...{ username, person: this.persons.get(username), blocked: this.blocked.has(username) },
    }));
  }

  nameOf(username: string): string {
    return this.persons.get(username)?.displayName || username;
  }

  /** Asks for the newest calls again; what older ones were shown stay. */
  async refresh(): Promise<void> {
    const page = await this.client.calls.history({ limit: PAGE });
    const fresh = new Set(page.calls.map(({ callId }) => callId));
    const first = this.calls === undefined;
    this.calls = [...page.calls, ...(this.calls ?? []).filter(({ callId }) => !fresh.has(callId))];
    if (first) this.cursor = cursorOf(page);
  }

  async showMore(): Promise<void> {
    if (this.cursor === undefined) return;
    const page = await this.client.calls.history({ limit: PAGE, cursor: this.cursor });
    const known = new Set(this.calls?.map(({ callId }) => callId));
    this.calls = [...(this.calls ?? []), ...page.calls.filter(({ callId }) => !known.has(callId))];
    this.cursor = cursorOf(page);
  }

  /** Who of them is there just now. */
  async lookUp(): Promise<void> {
    const names = this.recent.filter(({ blocked }) => !blocked).map(({ username }) => username);
    await Promise.all(names.map((name) => this.ask(name)));
  }

  async block(username: string, blocked: boolean): Promise<void> {
    if (blocked) await this.client.people.block(username);
    else await this.client.people.unblock(username);
    if (blocked) this.blocked.add(username);
    else this.blocked.delete(username);
    remember(`blocked.${this.username}`, [...this.blocked].join(' '));
  }

  private async ask(username: string): Promise<void> {
    try {
      this.persons.set(username, await this.client.people.get(username));
    } catch (thrown) {
      // an account that was deleted keeps its place in the history; any other failure shows as an unknown presence
      if (!(thrown instanceof ParleyError) || thrown.code === 'user_unknown') this.persons.delete(username);
    }
  }
}

function cursorOf({ cursor, calls }: HistoryPage): string | undefined {
  return cursor && calls.length > 0 ? cursor : undefined;
}
