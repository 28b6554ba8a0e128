import type { RequestOptions } from '../session/request.ts';

/** Long enough to outlive a reconnect, milliseconds. */
const DEADLINE_MS = 30_000;

interface Port {
  has(roomId: string): boolean;
  request(address: string, body: unknown, options: RequestOptions): Promise<unknown>;
}

/**
 * Joins that were given up. The server may have carried them out, or do so later, so that it is told of the leave until
 * it has answered; whoever joins the same room again has to wait for that, so as not to be caught by it.
 */
export class Withdrawals {
  private readonly open = new Map<string, Promise<void>>();

  constructor(private readonly session: Port) {}

  begin(roomId: string): void {
    // a join that landed late is the newer one's business
    if (this.session.has(roomId)) return;
    const told: Promise<void> = this.session
      .request('rooms.request.leave', { roomId }, { deadlineMs: DEADLINE_MS })
      // not a member (any more): that is what it was for
      .then(
        () => {},
        () => {},
      )
      .then(() => {
        if (this.open.get(roomId) === told) this.open.delete(roomId);
      });
    this.open.set(roomId, told);
  }

  /** Resolves when nothing of a former join is left. */
  async settled(roomId: string): Promise<void> {
    await this.open.get(roomId);
  }
}
