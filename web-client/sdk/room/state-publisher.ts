import type { PeerState } from '../wire/room-messages.ts';

/** Publishes one's own state, one request at a time; of several changes meanwhile only the newest is sent. */
export class StatePublisher {
  private busy = false;
  private dirty = false;

  constructor(
    private state: PeerState,
    private readonly publish: (state: PeerState) => Promise<unknown>,
  ) {}

  get current(): PeerState {
    return this.state;
  }

  change(part: PeerState): void {
    this.state = { ...this.state, ...part };
    this.dirty = true;
    if (!this.busy) void this.run();
  }

  private async run(): Promise<void> {
    this.busy = true;
    while (this.dirty) {
      this.dirty = false;
      // the request itself retries; what still fails is told again with the next change
      await this.publish(this.state).catch(() => {});
    }
    this.busy = false;
  }
}
