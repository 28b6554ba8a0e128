/** Where the media go. */
export interface Path {
  /** `relay` when either end is a TURN server's. */
  readonly kind: 'direct' | 'relay';
  /** Types of the two candidates (RFC 8445, 5.1.1). */
  readonly local: RTCIceCandidateType | undefined;
  readonly remote: RTCIceCandidateType | undefined;
  /** `udp` or `tcp`; with a relay of our own, how we reach it: also `tls`. */
  readonly protocol: string | undefined;
  /** Of our end, where the browser tells: `wifi`, `cellular`, `ethernet` … */
  readonly network: string | undefined;
}

/** What limits the sent picture, as the browser sees it. */
export type Limit = 'none' | 'cpu' | 'bandwidth' | 'other';

/** The counters of one direction, both kinds together, at one moment; all but jitter and size only grow. */
export interface Counters {
  readonly packets: number;
  readonly lost: number;
  readonly bytes: number;
  /** Pictures only. */
  readonly frames: number;
  readonly freezes: number;
  readonly frozenMs: number;
  /** Of the sound, else of the picture, whose packets come in bursts anyway: a frame at a time. */
  readonly jitterMs: number | undefined;
  readonly width: number;
  readonly height: number;
}

/** What one call of `getStats` tells of a peer. */
export interface Reading {
  readonly atMs: number;
  readonly rttMs: number | undefined;
  /** What the browser believes that the network carries, bits per second. */
  readonly available: number | undefined;
  readonly limitedBy: Limit;
  readonly path: Path | undefined;
  readonly in: Counters;
  /** What we sent; its losses and jitter are those that the other side reports. */
  readonly out: Counters;
}

/** A statistics object (W3C webrtc-stats); which members it has depends on its type and on the browser. */
type Stat = Readonly<Record<string, string | number | boolean | undefined>>;

const numbers = (stats: readonly Stat[], key: string): number[] =>
  stats.flatMap((stat) => (typeof stat[key] === 'number' ? [stat[key]] : []));
const sum = (stats: readonly Stat[], key: string) => numbers(stats, key).reduce((total, one) => total + one, 0);
const most = (stats: readonly Stat[], key: string) => {
  const all = numbers(stats, key);
  return all.length > 0 ? Math.max(...all) : undefined;
};
const inMs = (seconds: number | undefined) => (seconds === undefined ? undefined : seconds * 1_000);

export function read(report: { forEach(each: (stat: Stat) => void): void }): Reading {
  const all: Stat[] = [];
  report.forEach((stat) => {
    all.push(stat);
  });
  const of = (type: string) => all.filter((stat) => stat.type === type);
  const pair = selectedPair(all);
  const [received, sent, reported] = [of('inbound-rtp'), of('outbound-rtp'), of('remote-inbound-rtp')];
  const rtt = (pair?.currentRoundTripTime as number | undefined) ?? most(reported, 'roundTripTime');
  return {
    atMs: most(all, 'timestamp') ?? 0,
    rttMs: inMs(rtt),
    available: pair?.availableOutgoingBitrate as number | undefined,
    limitedBy: (sent.find(({ kind }) => kind === 'video')?.qualityLimitationReason as Limit | undefined) ?? 'none',
    path: pair && pathOf(all, pair),
    in: { ...picture(received, 'framesDecoded'), ...flow(received, 'Received', received) },
    out: { ...picture(sent, 'framesEncoded'), ...flow(sent, 'Sent', reported) },
  };
}

/** Firefox has no statistics of transports, and marks the pair itself. */
function selectedPair(all: readonly Stat[]): Stat | undefined {
  const chosen = all.find(({ selectedCandidatePairId }) => selectedCandidatePairId)?.selectedCandidatePairId;
  return all.find(({ id, type, selected }) => type === 'candidate-pair' && (chosen ? id === chosen : selected));
}

function pathOf(all: readonly Stat[], { localCandidateId, remoteCandidateId }: Stat): Path {
  const [local, remote] = [localCandidateId, remoteCandidateId].map((wanted) => all.find(({ id }) => id === wanted));
  const type = (candidate: Stat | undefined) => candidate?.candidateType as RTCIceCandidateType | undefined;
  return {
    kind: type(local) === 'relay' || type(remote) === 'relay' ? 'relay' : 'direct',
    local: type(local),
    remote: type(remote),
    protocol: (local?.relayProtocol ?? local?.protocol) as string | undefined,
    network: local?.networkType as string | undefined,
  };
}

function flow(stats: readonly Stat[], way: 'Received' | 'Sent', losses: readonly Stat[]) {
  return {
    packets: sum(stats, `packets${way}`),
    bytes: sum(stats, `bytes${way}`),
    // duplicates make it negative
    lost: Math.max(0, sum(losses, 'packetsLost')),
    jitterMs: inMs(most(sound(losses), 'jitter') ?? most(losses, 'jitter')),
  };
}

const sound = (stats: readonly Stat[]) => stats.filter(({ kind }) => kind === 'audio');

function picture(stats: readonly Stat[], frames: string) {
  const video = stats.filter(({ kind }) => kind === 'video');
  return {
    frames: sum(video, frames),
    freezes: sum(video, 'freezeCount'),
    frozenMs: sum(video, 'totalFreezesDuration') * 1_000,
    // with simulcast the largest
    width: most(video, 'frameWidth') ?? 0,
    height: most(video, 'frameHeight') ?? 0,
  };
}
