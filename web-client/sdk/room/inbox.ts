import type { PeerInfo } from '../wire/room-messages.ts';

/** More than a sender may have to resend (256), so that no repeat gets past. */
const REMEMBERED = 512;
/** Members whose ids are remembered, present or not. */
const SENDERS = 512;

/** Remembers the signals seen, by sender and id: after a failover a sender resends what it cannot know to have arrived. */
export class Inbox {
  private readonly seen = new Map<string, Set<number>>();
  private readonly memberships = new Map<string, PeerInfo['joinedAt']>();

  /** @returns true the first time, false for every repeat */
  isNew(from: string, id: number): boolean {
    const ids = this.seen.get(from) ?? new Set<number>();
    this.seen.set(from, ids);
    if (ids.has(id)) return false;
    ids.add(id);
    if (ids.size > REMEMBERED) ids.delete(ids.values().next().value as number);
    return true;
  }

  /**
   * The peer is in the room by this membership. Only another one counts from 1: whoever one half of a split cluster let
   * leave comes back as the same, when it is whole.
   *
   * @returns whether it is known by another one
   */
  met(from: string, joinedAt: PeerInfo['joinedAt']): boolean {
    const known = this.memberships.get(from);
    if (known !== joinedAt) this.seen.delete(from);
    this.memberships.delete(from);
    this.memberships.set(from, joinedAt);
    if (this.memberships.size > SENDERS) this.forget(this.memberships.keys().next().value as string);
    return known !== undefined && known !== joinedAt;
  }

  private forget(from: string): void {
    this.memberships.delete(from);
    this.seen.delete(from);
  }

  clear(): void {
    this.seen.clear();
    this.memberships.clear();
  }
}
