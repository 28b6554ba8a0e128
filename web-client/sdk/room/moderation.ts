import type { Role, RoomInfo } from '../wire/room-messages.ts';

type Request = <T>(action: string, body: Record<string, unknown>) => Promise<T>;

/** What hosts and moderators may do; everybody else gets `not_allowed`. */
export class Moderation {
  constructor(private readonly request: Request) {}

  kick = (peerId: string): Promise<void> => this.request('kick', { peerId });
  ban = (peerId: string): Promise<void> => this.request('ban', { peerId });
  /** @param subject `user:ID` or `device:ID` */
  unban = (subject: string): Promise<void> => this.request('unban', { subject });
  /** Asks a peer to mute itself. */
  mute = (peerId: string): Promise<void> => this.request('mute', { peerId });
  promote = (peerId: string, role: Role): Promise<void> => this.request('promote', { peerId, role });
  /** Lets nobody else in, or lifts that. */
  lock = (locked: boolean): Promise<void> => this.request('lock', { locked });
  /** Decides about somebody in the lobby. */
  admit = (peerId: string, allow: boolean): Promise<void> => this.request('admit', { peerId, allow });
  update = (change: Partial<Pick<RoomInfo, 'name' | 'visibility' | 'maxPeers' | 'lobby'>>): Promise<RoomInfo> =>
    this.request('update', change);
  /** Ends the room for everybody; for its owner. */
  delete = (): Promise<void> => this.request('delete', {});
}
