/**
 * Tells when the media take another path while they flow, as from a direct one to a relay. With `max-bundle` there is
 * one transport for all of them, known once the connection is made; browsers without the event tell nothing.
 */
export function watchPath(pc: RTCPeerConnection, changed: () => void): void {
  const ice = pc.getReceivers()[0]?.transport?.iceTransport;
  if (ice) ice.onselectedcandidatepairchange = changed;
}
