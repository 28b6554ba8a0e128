import type { IceFinding, RelayFinding } from './findings.ts';

/** Longest wait for candidates, milliseconds; a silent STUN server alone would take 10 s in Chromium. */
const PATIENCE_MS = 8_000;
/** TURN: Unauthorized (RFC 8656, 5); for the rest browsers report 701, a server that was not reached (W3C WebRTC, 4.8.3). */
const UNAUTHORIZED = 401;

export type Candidate = Pick<RTCIceCandidate, 'type' | 'port' | 'relatedAddress' | 'relatedPort' | 'component'>;

/** What a gathering of candidates brought. */
export interface Gathered {
  readonly candidates: readonly Candidate[];
  /** Codes of failures at TURN servers. */
  readonly relayErrors: readonly number[];
}

/** Gathers with these servers, for nobody to connect to. */
export async function gather(connection: RTCPeerConnection): Promise<Gathered> {
  const candidates: Candidate[] = [];
  const relayErrors: number[] = [];
  const done = new Promise<void>((resolve) => {
    setTimeout(resolve, PATIENCE_MS);
    connection.addEventListener('icecandidate', ({ candidate }) => {
      if (!candidate) resolve();
      else if (candidate.type) candidates.push(candidate);
    });
  });
  connection.addEventListener('icecandidateerror', ({ url, errorCode }) => {
    if (url?.startsWith('turn')) relayErrors.push(errorCode);
  });
  connection.createDataChannel('check');
  await connection.setLocalDescription();
  await done;
  connection.close();
  return { candidates, relayErrors };
}

/** @param servers `undefined` if the server could not be asked which there are */
export function iceFinding(servers: readonly RTCIceServer[] | undefined, gathered: Gathered): IceFinding {
  const urls = (servers ?? []).flatMap(({ urls }) => urls);
  const types = new Set(gathered.candidates.map(({ type }) => type));
  const stuns = urls.filter((url) => url.startsWith('stun'));
  return {
    reach: types.has('srflx') ? 'outside' : types.has('host') ? 'inside' : 'none',
    stunOffered: stuns.length > 0,
    nat: natOf(gathered.candidates, stuns.length),
    relay: relayOf(servers && urls.some((url) => url.startsWith('turn')), types.has('relay'), gathered.relayErrors),
  };
}

function relayOf(offered: boolean | undefined, allocated: boolean, errors: readonly number[]): RelayFinding {
  if (allocated) return 'ready';
  if (offered === undefined) return 'unasked';
  if (!offered) return 'notOffered';
  return errors.includes(UNAUTHORIZED) ? 'refused' : 'unreachable';
}

/**
 * A NAT that maps one of our ports to different ones for different servers will do so for every peer, too
 * (address-dependent mapping, RFC 4787, 4.1). Browsers report equal mappings once, so that it takes two servers to tell.
 */
function natOf(candidates: readonly Candidate[], stunServers: number): IceFinding['nat'] {
  const reflexive = candidates.filter(({ type, relatedPort }) => type === 'srflx' && relatedPort);
  const ports = new Map<string, Set<number>>();
  for (const { relatedAddress, relatedPort, port } of reflexive) {
    const base = `${relatedAddress} ${relatedPort}`;
    ports.set(base, (ports.get(base) ?? new Set()).add(port ?? 0));
  }
  if ([...ports.values()].some((mapped) => mapped.size > 1)) return 'symmetric';
  return ports.size > 0 && stunServers > 1 ? 'open' : 'unknown';
}
