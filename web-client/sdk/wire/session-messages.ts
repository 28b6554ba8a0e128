import type { PeerInfo } from './room-messages.ts';

export const PROTOCOL = 1;

export interface User {
  readonly id: string;
  readonly username: string;
}

/** Where a room's stream stands: the last number seen within an epoch. */
export interface StreamPosition {
  readonly epoch: string;
  readonly seq: number;
}

/** What a resume says of a room. */
export interface RoomPlace extends StreamPosition {
  /** As far as we saw the room has a guard: when every node has forgotten it, it must not be opened again. */
  readonly guarded?: true;
}

export interface SessionOpenRequest {
  readonly protocol: typeof PROTOCOL;
  readonly token?: string;
  readonly displayName?: string;
  readonly deviceToken?: string;
  readonly resume?: {
    readonly resumeToken: string;
    readonly rooms: readonly ({ readonly roomId: string } & RoomPlace)[];
  };
}

/** What became of a room that the resume named. */
export type RoomResume =
  | { readonly roomId: string; readonly resumed: true }
  | ({ readonly roomId: string; readonly resync: true; readonly peers: readonly PeerInfo[] } & StreamPosition)
  | { readonly roomId: string; readonly gone: string };

export interface SessionOpenReply {
  readonly protocol: number;
  readonly sessionId: string;
  readonly peerId: string;
  readonly resumeToken: string;
  readonly resumed: boolean;
  readonly user: User | null;
  readonly deviceToken: string;
  readonly node: string;
  readonly endpoints: readonly string[];
  readonly heartbeatMs: number;
  readonly resumeWindowMs: number;
  readonly limits?: Readonly<Record<string, number>>;
  readonly iceServers?: readonly RTCIceServer[];
  readonly features?: readonly string[];
  readonly rooms?: readonly RoomResume[];
}
