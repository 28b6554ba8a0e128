import type { PeerInfo, RoomEvent } from '../wire/room-messages.ts';

/** Who waits to be let in, as hosts are told; the server does not say when somebody gives up. */
export class Lobby {
  private readonly queue = new Map<string, PeerInfo>();

  /** In the order of their coming. */
  get waiting(): readonly PeerInfo[] {
    return [...this.queue.values()];
  }

  /** @returns whether the event changed who waits */
  event(event: RoomEvent): boolean {
    if (event.type !== 'waiting') return false;
    this.queue.set(event.peer.peerId, event.peer);
    return true;
  }

  remove(peerId: string): boolean {
    return this.queue.delete(peerId);
  }
}
