/**
 * How things stand with a peer's media: `relayed` is connected by way of a TURN server, `interrupted` was connected and
 * is being brought back, `failed` could not be brought back yet; it is still tried.
 */
export type PeerStatus = 'connecting' | 'connected' | 'relayed' | 'interrupted' | 'failed';

/** Derives a {@link PeerStatus} from the states of one peer's connections, one after the other. */
export class StatusWatch {
  private present: PeerStatus = 'connecting';
  private was = false;
  private turns = 0;

  /**
   * @param relayed asks the connection's statistics
   * @param changed called with each status that differs from the one before
   */
  constructor(
    private readonly relayed: () => Promise<boolean>,
    private readonly changed: (status: PeerStatus) => void,
  ) {}

  get status(): PeerStatus {
    return this.present;
  }

  turn(state: RTCPeerConnectionState): void {
    this.turns += 1;
    if (state === 'connected') void this.connected(this.turns);
    else if (state === 'failed') this.become('failed');
    else if (state === 'disconnected' || this.was) this.become('interrupted');
    else this.become('connecting');
  }

  /** Looks again at how the media go: the path may change while the connection lasts. */
  look(): void {
    if (this.present === 'connected' || this.present === 'relayed') void this.connected(this.turns);
  }

  private async connected(turn: number): Promise<void> {
    this.was = true;
    const relayed = await this.relayed();
    if (turn === this.turns) this.become(relayed ? 'relayed' : 'connected');
  }

  private become(status: PeerStatus): void {
    if (status === this.present) return;
    this.present = status;
    this.changed(status);
  }
}
