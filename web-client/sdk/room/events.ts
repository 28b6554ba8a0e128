import type { RemotePeer } from '../rtc/remote-peer.ts';
import type { Reconnecting } from '../transport/connection.ts';
import type { ParleyError } from '../wire/codes.ts';
import type { Broadcast, LeaveReason, PeerInfo, RoomInfo } from '../wire/room-messages.ts';
import type { E2eeState } from './guard.ts';
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
  /** Set when it was said before we came: the id of the peer on whose word alone we have it. */
  readonly handedBy?: string;
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
  /** Each message once, whichever way it came. */
  chat: [message: ChatMessage];
  /** A peer has a message of ours. */
  'chat:delivered': [id: string, peer: RemotePeer];
  'chat:typing': [peer: RemotePeer, typing: boolean];
  /** In a room that is encrypted end to end: keys, safety code or peers changed. */
  e2ee: [state: E2eeState];
  /** Something was dropped that could not be opened or came in the clear: once a peer and kind. */
  'e2ee:failed': [error: ParleyError, peerId: string];
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
  /** An application behind the server tells everybody in the room something. */
  broadcast: [message: Broadcast];
};
