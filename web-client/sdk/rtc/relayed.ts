interface Stats {
  readonly id: string;
  readonly selectedCandidatePairId?: string;
  /** Only Firefox says so of a pair; it has no statistics of transports. */
  readonly selected?: boolean;
  readonly localCandidateId?: string;
  readonly candidateType?: string;
}

/** Whether the media go out by a relay of ours just now (RFC 8656), as the browser's statistics tell. */
export async function relayed(pc: Pick<RTCPeerConnection, 'getStats'>): Promise<boolean> {
  const report = await pc.getStats().catch(() => undefined);
  const all: Stats[] = [];
  report?.forEach((stats: Stats) => {
    all.push(stats);
  });
  const chosen = new Set(all.map(({ selectedCandidatePairId }) => selectedCandidatePairId));
  const pairs = all.filter(({ id, selected }) => selected || chosen.has(id));
  const candidates = new Set(pairs.map(({ localCandidateId }) => localCandidateId));
  return all.some(({ id, candidateType }) => candidates.has(id) && candidateType === 'relay');
}
