import type { PeerInfo } from '../wire/room-messages.ts';

/** How one snapshot of a room differs from what was known. */
export interface RosterChange {
  readonly left: readonly string[];
  readonly joined: readonly PeerInfo[];
  readonly stayed: readonly PeerInfo[];
}

/** Who else is in the room. A peer whose `joinedAt` changed left and came back unseen: it counts as another one. */
export class Roster {
  private readonly peers = new Map<string, PeerInfo>();

  get(peerId: string): PeerInfo | undefined {
    return this.peers.get(peerId);
  }

  get all(): readonly PeerInfo[] {
    return [...this.peers.values()];
  }

  add(peer: PeerInfo): RosterChange {
    const known = this.peers.get(peer.peerId);
    this.peers.set(peer.peerId, peer);
    if (!known) return { left: [], joined: [peer], stayed: [] };
    if (known.joinedAt === peer.joinedAt) return { left: [], joined: [], stayed: [peer] };
    return { left: [peer.peerId], joined: [peer], stayed: [] };
  }

  remove(peerId: string): PeerInfo | undefined {
    const peer = this.peers.get(peerId);
    this.peers.delete(peerId);
    return peer;
  }

  update(peerId: string, change: Partial<Pick<PeerInfo, 'state' | 'role'>>): PeerInfo | undefined {
    const known = this.peers.get(peerId);
    if (!known) return undefined;
    const peer = { ...known, ...change };
    this.peers.set(peerId, peer);
    return peer;
  }

  /** Those whom a snapshot does not name. */
  missing(snapshot: readonly PeerInfo[]): readonly PeerInfo[] {
    const present = new Set(snapshot.map(({ peerId }) => peerId));
    return this.all.filter(({ peerId }) => !present.has(peerId));
  }

  /** Takes a whole snapshot in the place of what was known. */
  replace(snapshot: readonly PeerInfo[]): RosterChange {
    const present = new Set(snapshot.map(({ peerId }) => peerId));
    const vanished = [...this.peers.keys()].filter((peerId) => !present.has(peerId));
    for (const peerId of vanished) this.peers.delete(peerId);
    const changes = snapshot.map((peer) => this.add(peer));
    return {
      left: [...vanished, ...changes.flatMap(({ left }) => left)],
      joined: changes.flatMap(({ joined }) => joined),
      stayed: changes.flatMap(({ stayed }) => stayed),
    };
  }
}
