import { type Parley, ParleyError, type Person } from '../../sdk/index.ts';
import { remember, remembered } from '../ui/memory.ts';
import type { CallLog } from './call-log.ts';
import { othersOf } from './past-call.ts';
import type { Acquaintance } from './person-row.ts';

/** How many people are asked about. */
const RECENT = 8;

/** The people in one's calls. */
export class Acquaintances {
  private readonly persons = new Map<string, Person>();
  /** The server does not list them, so this browser remembers those that were blocked here. */
  private readonly blocked: Set<string>;

  constructor(
    private readonly client: Pick<Parley, 'people'>,
    private readonly log: CallLog,
    private readonly username: string,
  ) {
    this.blocked = new Set(remembered(`blocked.${username}`).split(' ').filter(Boolean));
  }

  /** Those in the newest calls, and whoever is blocked. */
  get recent(): readonly Acquaintance[] {
    const known = (this.log.entries ?? []).flatMap((call) => othersOf(call, this.username));
    const names = [...new Set([...[...new Set(known)].slice(0, RECENT), ...this.blocked])];
    return names.map((username) => ({
      ...{ username, person: this.persons.get(username), blocked: this.blocked.has(username) },
    }));
  }

  nameOf(username: string): string {
    return this.persons.get(username)?.displayName || username;
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
