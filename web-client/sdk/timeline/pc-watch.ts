import type { Environment, Timer } from '../environment.ts';
import type { TraceDetail, TraceKind } from '../wire/trace-messages.ts';
import { framesOf, pathOf } from './stats.ts';

/** How often, and how many times, a connection is asked for its first frame, milliseconds. */
const LOOK_MS = 500;
const LOOKS = 60;
const SERVER = /^(stun|stuns|turn|turns):[A-Za-z0-9._[\]:-]{1,255}(\?transport=(udp|tcp))?$/;

type Told = (kind: TraceKind, detail: TraceDetail) => void;

/** Watches one RTCPeerConnection: each thing is told when it changes, and a failing server once. */
export class PcWatch {
  private readonly kinds = { host: 0, srflx: 0, relay: 0 };
  private readonly failed = new Set<string>();
  private readonly listeners: readonly (readonly [string, (event: Event) => void])[];
  private timer: Timer;
  private looks = 0;
  private stopped = false;

  constructor(
    private readonly env: Environment,
    private readonly pc: RTCPeerConnection,
    private readonly told: Told,
  ) {
    this.listeners = [
      ['iceconnectionstatechange', () => told('ice-connection', { state: pc.iceConnectionState })],
      ['icegatheringstatechange', () => this.gathering()],
      ['connectionstatechange', () => this.connection()],
      ['icecandidate', (event) => this.candidate((event as RTCPeerConnectionIceEvent).candidate)],
      ['icecandidateerror', (event) => this.error(event as RTCPeerConnectionIceErrorEvent)],
    ];
    for (const [type, listener] of this.listeners) pc.addEventListener(type, listener);
  }

  stop(): void {
    this.stopped = true;
    this.env.clearTimer(this.timer);
    for (const [type, listener] of this.listeners) this.pc.removeEventListener(type, listener);
  }

  private gathering(): void {
    const state = this.pc.iceGatheringState;
    this.told('ice-gathering', { state });
    if (state === 'complete') this.told('candidates', { ...this.kinds });
  }

  private connection(): void {
    const state = this.pc.connectionState;
    this.told('connection', { state });
    if (state !== 'connected') return;
    void this.path();
    this.look();
  }

  private candidate(candidate: RTCIceCandidate | null): void {
    const kind = candidate?.type;
    if (kind === 'host' || kind === 'srflx' || kind === 'relay') this.kinds[kind] += 1;
  }

  /** One server fails once for each network of this machine; once is enough to know. */
  private error({ url, errorCode }: RTCPeerConnectionIceErrorEvent): void {
    const key = `${url} ${errorCode}`;
    if (!SERVER.test(url) || this.failed.has(key)) return;
    this.failed.add(key);
    this.told('ice-candidate-error', { url, code: errorCode });
  }

  private async path(): Promise<void> {
    const path = pathOf(await this.stats());
    if (path && !this.stopped) this.told('path', { ...path });
  }

  private look(): void {
    if (this.looks > 0 || this.stopped) return;
    const again = async () => {
      const media = framesOf(await this.stats());
      if (this.stopped) return;
      if (media) this.told('first-frame', { media });
      else if (++this.looks < LOOKS) this.timer = this.env.setTimer(() => void again(), LOOK_MS);
    };
    this.looks = 1;
    void again();
  }

  private async stats(): Promise<RTCStatsReport | undefined> {
    return this.pc.getStats().catch(() => undefined);
  }
}
