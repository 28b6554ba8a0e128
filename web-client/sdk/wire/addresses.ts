export const roomEvents = (roomId: string): string => `rooms.events.${roomId}`;

/** Where signals for a peer go, and where that peer listens for its own. */
export const signals = (roomId: string, peerId: string): string => `webrtc.signal.${roomId}.${peerId}`;

/** Where a user hears of calls; user names may hold dots. */
export const callsInbox = (username: string): string => `calls.inbox.${username}`;

/** The room an address belongs to; ids never hold a dot. */
export function roomOf(address: string): string | undefined {
  return /^(?:rooms\.events|webrtc\.signal)\.([^.]+)/.exec(address)?.[1];
}
