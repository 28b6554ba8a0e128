interface Stats {
  readonly id: string;
  readonly type: string;
  readonly selectedCandidatePairId?: string;
  /** Only Firefox says so of a pair; it has no statistics of transports. */
  readonly selected?: boolean;
  readonly localCandidateId?: string;
  readonly remoteCandidateId?: string;
  readonly candidateType?: string;
  readonly protocol?: string;
  readonly kind?: string;
  readonly framesDecoded?: number;
  readonly packetsReceived?: number;
}

/** The path that media take, by kinds of candidates; no addresses. */
export interface MediaPath {
  readonly path: 'direct' | 'relay';
  readonly local: string;
  readonly remote: string;
  readonly protocol: string;
}

/** `undefined` while there is none. */
export function pathOf(report: RTCStatsReport | undefined): MediaPath | undefined {
  const all = listed(report);
  const chosen = new Set(all.map(({ selectedCandidatePairId }) => selectedCandidatePairId).filter(Boolean));
  const pair = all.find(({ id, selected }) => selected || chosen.has(id));
  const local = all.find(({ id }) => id === pair?.localCandidateId);
  const remote = all.find(({ id }) => id === pair?.remoteCandidateId);
  if (!local?.candidateType || !remote?.candidateType) return undefined;
  const relay = local.candidateType === 'relay' || remote.candidateType === 'relay';
  return {
    path: relay ? 'relay' : 'direct',
    local: local.candidateType,
    remote: remote.candidateType,
    protocol: local.protocol ?? 'unknown',
  };
}

/** What has begun to arrive: pictures if there are any to come, else sound. */
export function framesOf(report: RTCStatsReport | undefined): 'video' | 'audio' | undefined {
  const inbound = listed(report).filter(({ type }) => type === 'inbound-rtp');
  const video = inbound.find(({ kind }) => kind === 'video');
  if (video?.framesDecoded) return 'video';
  const audio = inbound.find(({ kind }) => kind === 'audio');
  return !video && audio?.packetsReceived ? 'audio' : undefined;
}

function listed(report: RTCStatsReport | undefined): readonly Stats[] {
  const all: Stats[] = [];
  report?.forEach((stats: Stats) => {
    all.push(stats);
  });
  return all;
}
