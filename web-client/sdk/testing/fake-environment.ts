import type { Environment } from '../environment.ts';
import type { JoinReply, PeerInfo } from '../wire/room-messages.ts';
import type { SessionOpenReply } from '../wire/session-messages.ts';
import { FakeClock } from './fake-clock.ts';
import { FakeNetwork } from './fake-network.ts';
import { FakePeerConnection, FakeStream } from './fake-rtc.ts';

export interface Fakes {
  readonly env: Environment;
  readonly clock: FakeClock;
  readonly network: FakeNetwork;
  readonly connections: FakePeerConnection[];
}

/** What the wall clock is ahead of the fake clock: some day in 2027. */
const WALL_MS = 1_800_000_000_000;

/** An environment without a browser. Jitter is always half of its bound unless `random` says otherwise. */
export function fakes(random = () => 0.5): Fakes {
  const clock = new FakeClock();
  const network = new FakeNetwork();
  const connections: FakePeerConnection[] = [];
  const stored = new Map<string, string>();
  let ids = 0;
  const env: Environment = {
    ...{ now: clock.now, setTimer: clock.setTimer, clearTimer: clock.clearTimer, random },
    randomId: () => {
      ids += 1;
      return `id${ids}`;
    },
    wallTime: () => clock.now() + WALL_MS,
    crypto: globalThis.crypto,
    openSocket: network.openSocket,
    fetch: () => Promise.reject(new TypeError('no such server')),
    store: { get: (key) => stored.get(key) ?? null, set: (key, value) => void stored.set(key, value) },
    createPeerConnection: () => {
      const pc = new FakePeerConnection();
      connections.push(pc);
      return pc as unknown as RTCPeerConnection;
    },
    createStream: () => new FakeStream() as unknown as MediaStream,
    devices: undefined,
  };
  return { env, clock, network, connections };
}

export function openReply(part: Partial<SessionOpenReply> = {}): SessionOpenReply {
  return {
    ...{ protocol: 1, sessionId: 's1', peerId: 'me', resumeToken: 'token1', resumed: false, user: null },
    ...{ deviceToken: 'device1', node: 'n1', endpoints: [], heartbeatMs: 10_000, resumeWindowMs: 30_000 },
    ...part,
  };
}

export function peer(peerId: string, part: Partial<PeerInfo> = {}): PeerInfo {
  return { peerId, displayName: peerId, role: 'guest', user: null, state: {}, joinedAt: 1, ...part };
}

export function joinReply(part: Partial<JoinReply> = {}): JoinReply {
  const room = {
    ...{ roomId: 'daily', name: 'Daily', visibility: 'public' as const, locked: false, lobby: false, e2ee: false },
    ...{ hasPassword: false, maxPeers: 8, owner: null, peers: 1, createdAt: 1 },
  };
  return { room, self: peer('me'), peers: [], epoch: 'e1', seq: 0, ...part };
}
