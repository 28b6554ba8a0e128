import type { RemotePeer } from '../rtc/remote-peer.ts';
import type { Reconnecting } from '../transport/connection.ts';
import type { ParleyError } from '../wire/codes.ts';
import type { LeaveReason, PeerInfo, RoomInfo } from '../wire/room-messages.ts';
import type { MediaEvents } from './media-events.ts';

export interface ChatMessage {
  readonly id: string;
  /** The sender's peer id. */
  readonly from: string;
  readonly name: string;
  /** Whether we sent it. */
  readonly own: boolean;
  readonly text: string;
  readonly at: Date;
}

export interface Ended {
  readonly reason: LeaveReason | 'connection' | 'refused';
  /** Set with `connection` and `refused`: what ended the session, or kept us from coming back. */
  readonly error?: ParleyError;
}

export type RoomEvents = MediaEvents & {
  'peer:join': [peer: RemotePeer];
  'peer:leave': [peer: RemotePeer, reason: string];
  /** Its state, role or presence changed. */
  'peer:state': [peer: RemotePeer];
  track: [peer: RemotePeer, track: MediaStreamTrack, stream: MediaStream];
  chat: [message: ChatMessage];
  /** The media connection to a peer changed its state. */
  connection: [peer: RemotePeer, state: RTCPeerConnectionState];
  /** The server is away; media go on. */
  reconnecting: [reconnecting: Reconnecting];
  /** Back; `resumed` is false when we had to join anew under another peer id. */
  reconnected: [outcome: { readonly resumed: boolean }];
  ended: [ended: Ended];
  /** Name, lock or other rules changed. */
  room: [room: RoomInfo];
  /** Our own role or published state changed. */
  self: [self: PeerInfo];
  /** For hosts: somebody waits in the lobby. */
  waiting: [peer: PeerInfo];
  /** For hosts: who waits just now, after each change. */
  lobby: [waiting: readonly PeerInfo[]];
  /** A host asks us to mute ourselves. */
  'mute-requested': [by: string];
};
