import { describe, expect, it } from 'vitest';
import { RECORDED } from '../testing/recorded-stats.ts';
import { qualityOf } from './quality.ts';
import { type Reading, read } from './reading.ts';

type Stat = Record<string, string | number | boolean>;
const [first, second, third] = RECORDED.map((dump) => read(dump as Stat[])) as [Reading, Reading, Reading];

describe('statistics recorded in Chromium', () => {
  it('are read as they were', () => {
    expect(second).toMatchObject({
      rttMs: 6,
      limitedBy: 'none',
      path: { kind: 'direct', local: 'host', remote: 'host', protocol: 'udp', network: 'ethernet' },
      in: { lost: 0, width: 640, height: 360 },
      out: { lost: 0, width: 640, height: 360 },
    });
    expect(second.available).toBeGreaterThan(1_000_000);
  });

  it('give rates over the time between them', () => {
    const quality = qualityOf(second, third);
    expect(quality?.in.framesPerSecond).toBeGreaterThan(13);
    expect(quality?.in.framesPerSecond).toBeLessThan(17);
    expect(quality?.in.bitrate).toBeGreaterThan(100_000);
    expect(quality).toMatchObject({ in: { loss: 0, freezes: 0 }, out: { loss: 0, width: 640 } });
    expect(quality?.score).toBeGreaterThan(4.2);
  });

  it('give nothing over no time, or when the counters began anew', () => {
    expect([qualityOf(first, first), qualityOf(second, first)]).toEqual([undefined, undefined]);
    const anew = { ...third, in: { ...third.in, packets: 3, bytes: 100 } };
    expect(qualityOf(second, anew)).toBe(undefined);
  });
});

describe('a reading', () => {
  const stats = (...list: Stat[]) => read(list.map((stat) => ({ timestamp: 1_000, ...stat })));

  it('knows a relay at either end, and how it is reached', () => {
    const pair = { id: 'P', type: 'candidate-pair', selected: true, localCandidateId: 'L', remoteCandidateId: 'R' };
    const own = { id: 'L', type: 'local-candidate', candidateType: 'relay', protocol: 'udp', relayProtocol: 'tls' };
    const theirs = { id: 'R', type: 'remote-candidate', candidateType: 'srflx', protocol: 'udp' };
    expect(stats(pair, own, theirs).path).toMatchObject({ kind: 'relay', remote: 'srflx', protocol: 'tls' });
    const direct = { ...own, candidateType: 'prflx' };
    expect(stats(pair, direct, theirs).path?.kind).toBe('direct');
    expect(stats(pair, direct, { ...theirs, candidateType: 'relay' }).path?.kind).toBe('relay');
  });

  it('of a browser that tells little has no path, and takes the round trip from the reports', () => {
    const report = { id: 'x', type: 'remote-inbound-rtp', kind: 'audio', roundTripTime: 0.25, packetsLost: -2 };
    expect(stats(report)).toMatchObject({ rttMs: 250, path: undefined, out: { lost: 0 }, in: { jitterMs: undefined } });
    expect(read([])).toMatchObject({ atMs: 0, rttMs: undefined, limitedBy: 'none' });
  });

  it('adds both kinds, and takes the jitter of the sound where there is one', () => {
    const audio = { id: 'a', type: 'inbound-rtp', kind: 'audio', packetsReceived: 10, packetsLost: 1, jitter: 0.01 };
    const video = { id: 'v', type: 'inbound-rtp', kind: 'video', packetsReceived: 30, packetsLost: 3, jitter: 0.03 };
    expect(stats(audio, video).in).toMatchObject({ packets: 40, lost: 4, jitterMs: 10 });
    expect(stats(video).in.jitterMs).toBe(30);
  });
});

describe('a quality', () => {
  const at = (atMs: number, part: Partial<Reading['in']>, out: Partial<Reading['out']> = {}): Reading => ({
    ...{ atMs, rttMs: 100, available: undefined, limitedBy: 'none', path: undefined },
    in: { ...first.in, ...part },
    out: { ...first.out, ...out },
  });

  it('counts losses among what was expected: what came and what did not', () => {
    const before = at(0, { packets: 100, lost: 0 }, { packets: 100, lost: 0 });
    const now = at(5_000, { packets: 190, lost: 10 }, { packets: 200, lost: 20 });
    expect(qualityOf(before, now)).toMatchObject({ in: { loss: 0.1 }, out: { loss: 0.2 } });
  });

  it('is never better than the worse direction, and no loss is more than everything', () => {
    const before = at(0, { packets: 100, lost: 0 }, { packets: 100, lost: 0 });
    const now = at(5_000, { packets: 200, lost: 0 }, { packets: 110, lost: 40 });
    const quality = qualityOf(before, now);
    expect(quality?.out).toMatchObject({ loss: 1 });
    expect(quality?.score).toBe(quality?.out.score);
    expect(quality?.in.score).toBeGreaterThan(4);
  });

  it('knows how long the picture stood still', () => {
    const quality = qualityOf(at(0, { frozenMs: 0, freezes: 0 }), at(5_000, { frozenMs: 2_000, freezes: 2 }));
    expect(quality?.in).toMatchObject({ freezes: 2, frozen: 0.4 });
  });
});
