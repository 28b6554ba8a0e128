// what names accounts is here as a type only: whoever signs in imports @parley/sdk/account
export type { Account } from './auth/account.ts';
export type { AccountSettings } from './auth/account-settings.ts';
export type { Call } from './calls/call.ts';
export type { CallOptions } from './calls/call-desk.ts';
export type { CallHandleEvents, CallOutcome, CallOver, CallState, CallTicket } from './calls/call-state.ts';
export type { Calls, HistoryOptions } from './calls/calls.ts';
export type { IncomingCall, IncomingCallEvents } from './calls/incoming.ts';
export type { People } from './calls/people.ts';
export type { ParleyEvents } from './client-events.ts';
export type { Channel, ChannelEvents, SendOptions } from './data/channel.ts';
export type { RoomChat } from './data/chat.ts';
export type { ChannelOptions } from './data/outgoing.ts';
export type { Data } from './data/payload.ts';
export type { E2eeOptions } from './e2ee/guard.ts';
export { Emitter } from './emitter.ts';
export {
  browserEnvironment,
  type Clock,
  type DeviceAccess,
  type Environment,
  type Fetch,
  type Store,
} from './environment.ts';
export type { MediaDefaults, VideoFacing, VideoPreset } from './media/constraints.ts';
export { LocalMedia, type MediaKind } from './media/local.ts';
export type { LocalMediaEvents } from './media/local-events.ts';
export type { ScreenOptions } from './media/screen.ts';
export type { Network, NetworkChange } from './network.ts';
export { type JoinOptions, type MediaRequest, Parley, type ParleyOptions } from './parley.ts';
export { Rest } from './rest.ts';
export type { ChatMessage, Ended, RoomEvents } from './room/events.ts';
export type { E2eeState, PeerTrust } from './room/guard.ts';
export type { MediaEvents } from './room/media-events.ts';
export type { Moderation } from './room/moderation.ts';
export type { Room } from './room/room.ts';
export type { RemotePeer } from './rtc/remote-peer.ts';
export type { PeerStatus } from './rtc/status.ts';
export type { MediaTuning } from './rtc/tuning.ts';
export type { RequestOptions } from './session/request.ts';
export type { TokenSource } from './session/session.ts';
export type { Reconnecting } from './transport/connection.ts';
export type { Socket, SocketFactory, SocketListener } from './transport/socket.ts';
export type * from './wire/call-messages.ts';
export type { SocketClose } from './wire/close.ts';
export {
  type ClientCode,
  codeOf,
  type ErrorCode,
  type ErrorExtras,
  ParleyError,
  type ServerCode,
} from './wire/codes.ts';
export type { Broadcast, LeaveReason, PeerInfo, PeerState, Role, RoomInfo, Visibility } from './wire/room-messages.ts';
export type { User } from './wire/session-messages.ts';
