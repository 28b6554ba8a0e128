export { browserEnvironment, type Clock, type Environment, type Store } from './environment.ts';
export { LocalMedia, type MediaKind } from './media/local.ts';
export { type JoinOptions, type MediaRequest, Parley, type ParleyOptions } from './parley.ts';
export type { ChatMessage, Ended, RoomEvents } from './room/events.ts';
export type { Room } from './room/room.ts';
export type { RemotePeer } from './rtc/remote-peer.ts';
export type { Reconnecting } from './transport/connection.ts';
export { codeOf, type ErrorCode, ParleyError, type ServerCode } from './wire/codes.ts';
export type { LeaveReason, PeerInfo, PeerState, Role, RoomInfo, Visibility } from './wire/room-messages.ts';
