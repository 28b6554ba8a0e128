import type { Request, RequestOptions } from '../session/request.ts';
import type { Person } from '../wire/call-messages.ts';

/** Other users of the server. Every method rejects with `user_unknown` for a name that nobody has. */
export class People {
  constructor(private readonly request: Request) {}

  get(username: string, options?: RequestOptions): Promise<Person> {
    return this.request('people.request.get', { username }, options);
  }

  /** Whoever is blocked cannot call us, and is not told. */
  async block(username: string, options?: RequestOptions): Promise<void> {
    await this.request('people.request.block', { username }, options);
  }

  async unblock(username: string, options?: RequestOptions): Promise<void> {
    await this.request('people.request.unblock', { username }, options);
  }
}
