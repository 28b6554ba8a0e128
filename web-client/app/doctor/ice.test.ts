import { describe, expect, it } from 'vitest';
import { type Candidate, type Gathered, gather, iceFinding } from './ice.ts';

const STUN = { urls: ['stun:a.example', 'stun:b.example'] };
const TURN = { urls: 'turn:c.example', username: 'u', credential: 'p' };
const host: Candidate = { type: 'host', port: 5_000, relatedAddress: null, relatedPort: null, component: 'rtp' };
const reflexive = (port: number, relatedPort = 5_000): Candidate => ({
  ...{ type: 'srflx', port, relatedAddress: '10.0.0.2', relatedPort, component: 'rtp' },
});
const found = (candidates: Candidate[], relayErrors: number[] = []): Gathered => ({ candidates, relayErrors });

describe('candidates', () => {
  it.each([
    ['outside', [host, reflexive(6_000)]],
    ['inside', [host]],
    ['none', []],
  ])('reach %s', (reach, candidates) => expect(iceFinding([STUN], found(candidates)).reach).toBe(reach));

  it('of one port that differ by server show a symmetric NAT', () => {
    expect(iceFinding([STUN], found([reflexive(6_000), reflexive(6_001)])).nat).toBe('symmetric');
  });

  it('of two ports, or from one server, do not', () => {
    expect(iceFinding([STUN], found([reflexive(6_000), reflexive(6_001, 5_001)])).nat).toBe('open');
    expect(iceFinding([{ urls: 'stun:a.example' }], found([reflexive(6_000)])).nat).toBe('unknown');
  });

  it('that hide their base tell nothing of the NAT', () => {
    expect(iceFinding([STUN], found([reflexive(6_000, 0), reflexive(6_001, 0)])).nat).toBe('unknown');
  });

  it.each([
    ['ready', [TURN], [{ ...host, type: 'relay' as const }], [701]],
    ['refused', [TURN], [host], [701, 401]],
    ['unreachable', [TURN], [host], [701]],
    ['notOffered', [STUN], [host], []],
    ['unasked', undefined, [host], []],
  ])('show a relay that is %s', (relay, servers, candidates, errors) => {
    expect(iceFinding(servers, found(candidates, errors)).relay).toBe(relay);
  });

  it('are gathered until the browser has no more, and the connection is closed', async () => {
    const connection = Object.assign(new EventTarget(), {
      closed: false,
      createDataChannel: () => undefined,
      close: () => (connection.closed = true),
      async setLocalDescription() {
        const tell = (type: string, part: object) => connection.dispatchEvent(Object.assign(new Event(type), part));
        tell('icecandidate', { candidate: host });
        tell('icecandidateerror', { url: 'stun:a.example', errorCode: 701 });
        tell('icecandidateerror', { url: 'turn:c.example?transport=udp', errorCode: 401 });
        tell('icecandidate', { candidate: { ...host, type: null } });
        tell('icecandidate', { candidate: null });
      },
    });
    expect(await gather(connection as unknown as RTCPeerConnection)).toEqual(found([host], [401]));
    expect(connection.closed).toBe(true);
  });
});
