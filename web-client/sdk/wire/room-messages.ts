import type { StreamPosition, User } from './session-messages.ts';

export type Role = 'host' | 'moderator' | 'guest';
export type Visibility = 'public' | 'unlisted';
export type LeaveReason = 'left' | 'timeout' | 'kicked' | 'banned' | 'replaced' | 'room-closed';

/** What a peer tells about itself; further keys are free, 2 KiB in all. */
export interface PeerState {
  readonly audio?: boolean;
  readonly video?: boolean;
  /** What one sees is a screen. */
  readonly screen?: boolean;
  /** The peer records what it sees and hears. */
  readonly recording?: boolean;
  readonly hand?: boolean;
  readonly [key: string]: unknown;
}

export interface PeerInfo {
  readonly peerId: string;
  readonly displayName: string;
  readonly role: Role;
  readonly user: User | null;
  readonly state: PeerState;
  readonly joinedAt: number | string;
}

export interface RoomInfo {
  readonly roomId: string;
  readonly name: string;
  readonly visibility: Visibility;
  readonly locked: boolean;
  readonly lobby: boolean;
  readonly e2ee: boolean;
  readonly hasPassword: boolean;
  readonly maxPeers: number;
  readonly owner: User | null;
  /** How many are in. */
  readonly peers: number;
  readonly createdAt: number | string;
}

export interface JoinReply extends StreamPosition {
  readonly room: RoomInfo;
  readonly self: PeerInfo;
  /** Everybody else. */
  readonly peers: readonly PeerInfo[];
  readonly iceServers?: readonly RTCIceServer[];
  /** Takes the place of the session's: with it this membership, too, outlives a loss of every node. */
  readonly resumeToken?: string;
}

type Pushed<T extends string, Fields = unknown> = { readonly type: T; readonly roomId: string } & StreamPosition &
  Fields;

export type RoomEvent =
  | Pushed<'peer-joined', { readonly peer: PeerInfo }>
  | Pushed<'peer-left', { readonly peerId: string; readonly reason: LeaveReason }>
  | Pushed<'peer-updated', PeerUpdate>
  | Pushed<'chat', { readonly id: string; readonly from: string; readonly text?: string; readonly at: number | string }>
  | Pushed<'room-updated', { readonly room: RoomInfo }>
  | Pushed<'room-closed', { readonly reason: string }>
  | Pushed<'waiting', { readonly peer: PeerInfo }>
  | Pushed<'admitted', JoinReply>
  | Pushed<'denied'>
  | Pushed<'mute-requested', { readonly by: string }>
  | Pushed<'broadcast', Broadcast>
  | Pushed<'ice-servers', { readonly iceServers: readonly RTCIceServer[]; readonly ttl: number }>
  | Pushed<'resync', { readonly peers: readonly PeerInfo[] }>;

/** What an application behind the server tells everybody in the room. */
export interface Broadcast {
  /** Who says it: the subject of the service's token. */
  readonly from: { readonly service: string };
  /** Any JSON value, at most 4 KiB. It is the server's word and never end-to-end encrypted: do not take it for a peer's. */
  readonly data: unknown;
}

export interface PeerUpdate {
  readonly peerId: string;
  readonly state?: PeerState;
  readonly role?: Role;
  readonly connection?: 'lost' | 'back';
}

/** A signal as its recipient gets it; the server stamps `from`. */
export interface SignalEvent extends StreamPosition {
  readonly from: string;
  readonly to: string;
  readonly roomId: string;
  readonly id: number;
  readonly data: unknown;
}

/** By convention, what `data` of a signal holds; `attempt` pairs an answer with its offer. */
export type SignalData =
  | { readonly type: 'offer' | 'answer'; readonly sdp: string; readonly attempt?: string }
  | { readonly type: 'ice-candidate'; readonly candidate: RTCIceCandidateInit | null }
  | { readonly type: 'bye' };
