import type { Parley } from '../../sdk/index.ts';

/** Display names of users, asked for when they are first needed. */
export class Names {
  private readonly known = new Map<string, string>();

  /** @param changed called whenever a name became known */
  constructor(
    private readonly client: () => Pick<Parley, 'people'>,
    private readonly changed: () => void,
  ) {}

  /** The user name, until the other one is known. */
  of(username: string): string {
    const name = this.known.get(username);
    if (name !== undefined) return name;
    this.known.set(username, username);
    void this.ask(username);
    return username;
  }

  private async ask(username: string): Promise<void> {
    // who cannot be asked about keeps the user name
    const person = await this.client()
      .people.get(username)
      .catch(() => undefined);
    if (!person?.displayName) return;
    this.known.set(username, person.displayName);
    this.changed();
  }
}
