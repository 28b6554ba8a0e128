import { describe, expect, it } from 'vitest';
import { fakes } from '../testing/fake-environment.ts';
import { type CallTrace, callOfRoom } from '../wire/trace-messages.ts';
import { CallTimeline } from './call-timeline.ts';
import { framesOf, pathOf } from './stats.ts';

/** As much of a connection as is watched. */
class Connection extends EventTarget {
  iceConnectionState = 'new';
  iceGatheringState = 'new';
  connectionState = 'new';
  stats: object[] = [];

  async getStats() {
    return new Map(this.stats.map((one, index) => [String(index), one]));
  }

  to(state: Partial<Pick<Connection, 'iceConnectionState' | 'iceGatheringState' | 'connectionState'>>, event: string) {
    Object.assign(this, state);
    this.dispatchEvent(new Event(event));
  }

  fails(url: string, errorCode: number) {
    this.dispatchEvent(Object.assign(new Event('icecandidateerror'), { url, errorCode, address: '192.0.2.1' }));
  }

  candidate(type: string) {
    this.dispatchEvent(Object.assign(new Event('icecandidate'), { candidate: { type, address: '192.0.2.1' } }));
  }
}

function watched() {
  const { env, clock } = fakes();
  const sent: CallTrace[] = [];
  const timeline = new CallTimeline(env, 'c_1', async (trace) => sent.push(trace));
  const pc = new Connection();
  timeline.built('p_B', pc as unknown as RTCPeerConnection);
  const events = () => sent.flatMap(({ events }) => events);
  return { timeline, pc, clock, sent, events };
}

const PAIR = [
  { id: 't', type: 'transport', selectedCandidatePairId: 'p' },
  { id: 'p', type: 'candidate-pair', localCandidateId: 'l', remoteCandidateId: 'r' },
  { id: 'l', type: 'local-candidate', candidateType: 'relay', protocol: 'udp', address: '192.0.2.1' },
  { id: 'r', type: 'remote-candidate', candidateType: 'host', address: '192.0.2.2' },
];

describe('what a page tells of its connections', () => {
  it('names a dead server once, and nobody’s address', async () => {
    const { pc, clock, events, sent } = watched();
    pc.to({ iceGatheringState: 'gathering' }, 'icegatheringstatechange');
    pc.fails('turn:turn.example:3478?transport=udp', 701);
    pc.fails('turn:turn.example:3478?transport=udp', 701);
    pc.fails('stun:192.0.2.1:1 and more', 701);
    pc.candidate('host');
    pc.candidate('prflx');
    pc.to({ iceGatheringState: 'complete' }, 'icegatheringstatechange');
    await clock.advance(2_000);
    expect(sent).toHaveLength(1);
    expect(sent[0]?.callId).toBe('c_1');
    expect(events().map(({ kind, detail }) => [kind, detail])).toEqual([
      ['ice-gathering', { state: 'gathering' }],
      ['ice-candidate-error', { url: 'turn:turn.example:3478?transport=udp', code: 701 }],
      ['ice-gathering', { state: 'complete' }],
      ['candidates', { host: 1, srflx: 0, relay: 0 }],
    ]);
    expect(JSON.stringify(sent)).not.toContain('192.0.2');
  });

  it('tells the path once connected, and when the first picture is there', async () => {
    const { pc, clock, events } = watched();
    pc.stats = [...PAIR, { id: 'v', type: 'inbound-rtp', kind: 'video', framesDecoded: 0 }];
    pc.to({ connectionState: 'connected' }, 'connectionstatechange');
    await clock.advance(1_000);
    pc.stats = [...PAIR, { id: 'v', type: 'inbound-rtp', kind: 'video', framesDecoded: 1 }];
    await clock.advance(4_000);
    expect(events().map(({ kind }) => kind)).toEqual(['connection', 'path', 'first-frame']);
    expect(events()[1]?.detail).toEqual({ path: 'relay', local: 'relay', remote: 'host', protocol: 'udp' });
  });

  it('keeps to what one request may hold, and is silent once closed', async () => {
    const { pc, timeline, clock, sent } = watched();
    for (let i = 0; i < 120; i++) pc.to({ iceConnectionState: 'checking' }, 'iceconnectionstatechange');
    timeline.close();
    expect(sent.length).toBeGreaterThan(1);
    expect(sent.flatMap(({ events }) => events)).toHaveLength(120);
    for (const trace of sent) {
      expect(trace.events.length).toBeLessThanOrEqual(50);
      expect(JSON.stringify(trace).length).toBeLessThanOrEqual(4_096);
    }
    const before = sent.length;
    pc.to({ iceConnectionState: 'failed' }, 'iceconnectionstatechange');
    await clock.advance(5_000);
    expect(sent).toHaveLength(before);
  });
});

describe('statistics', () => {
  it('know no path without a pair, and sound only where no picture is to come', () => {
    expect(pathOf(undefined)).toBeUndefined();
    const audio = { id: 'a', type: 'inbound-rtp', kind: 'audio', packetsReceived: 3 };
    const report = (stats: object[]) => new Map(stats.entries()) as unknown as RTCStatsReport;
    expect(framesOf(report([audio]))).toBe('audio');
    expect(framesOf(report([audio, { id: 'v', type: 'inbound-rtp', kind: 'video' }]))).toBeUndefined();
  });
});

describe('the room of a call', () => {
  it('names the call', () => {
    expect(callOfRoom('r_c_0123456789abcdefghijkl')).toBe('c_0123456789abcdefghijkl');
    expect(callOfRoom('r_0123456789abcdefghijkl')).toBeUndefined();
    expect(callOfRoom('daily')).toBeUndefined();
  });
});
