/**
 * The session id of an SDP's origin line (RFC 8866, 5.2), which a browser keeps for the life of one RTCPeerConnection
 * (RFC 8829, 5.2.1): another id means that the other side began anew.
 */
export function originOf(sdp: string): string | undefined {
  return /^o=\S+ (\S+) /m.exec(sdp)?.[1];
}
