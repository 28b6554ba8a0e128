import { Emitter } from '../emitter.ts';
import { browserEnvironment, type Clock, type Timer } from '../environment.ts';
import type { Room } from '../room/room.ts';
import type { RemotePeer } from '../rtc/remote-peer.ts';
import { type Adaptation, adapt, FRESH } from './adaptation.ts';
import { type Quality, qualityOf } from './quality.ts';
import { type Reading, read } from './reading.ts';
import { send } from './sending.ts';
import { CAMERA_STEPS, SCREEN_STEPS, type Step } from './steps.ts';

export interface QualityOptions {
  /** Whether to send less to those whom all of it does not reach. Default `true`. */
  readonly adapt?: boolean;
  /** How often to look, milliseconds. Default 5,000; the adaptation reckons with that. */
  readonly intervalMs?: number;
  readonly clock?: Clock;
}

export type QualityEvents = {
  /** Every interval, of every peer that media flow to or from. */
  quality: [peer: RemotePeer, quality: Quality];
  /** More than 5 % are lost in one direction; told once, until it is over. */
  warning: [peer: RemotePeer, quality: Quality];
  /** Less than 3 % are lost again. */
  recovered: [peer: RemotePeer, quality: Quality];
  /** We send another picture to a peer than before. */
  adapted: [peer: RemotePeer, step: Step];
};

/** The parts of a {@link Room} that are needed. */
export type Watched = Pick<Room, 'peers' | 'local' | 'on'>;

interface Observed {
  reading?: Reading;
  latest?: Quality;
  adaptation: Adaptation;
  warned: boolean;
}

const INTERVAL_MS = 5_000;
const [WARNS, RECOVERED] = [0.05, 0.03];

/** Measures a room's media connections, tells of them, and fits to them what is sent. Ends with the room. */
export class QualityWatch extends Emitter<QualityEvents> {
  private readonly observed = new Map<RemotePeer, Observed>();
  private readonly clock: Clock;
  private readonly adapting: boolean;
  private readonly intervalMs: number;
  private readonly stops: (() => void)[];
  private timer: Timer;
  private over = false;

  constructor(
    private readonly room: Watched,
    { adapt: adapting = true, intervalMs = INTERVAL_MS, clock = browserEnvironment() }: QualityOptions = {},
  ) {
    super();
    this.clock = clock;
    this.adapting = adapting;
    this.intervalMs = intervalMs;
    this.stops = [
      room.on('peer:leave', (peer) => this.observed.delete(peer)),
      room.on('ended', () => this.close()),
      // what is sent is another picture now
      room.local.on('screen', () => this.sendAll()),
    ];
    this.wait();
  }

  /** The newest of a peer; `undefined` until two looks were taken. */
  of(peer: RemotePeer): Quality | undefined {
    return this.observed.get(peer)?.latest;
  }

  /** How our picture is sent to a peer. */
  stepOf(peer: RemotePeer): Step {
    return this.step(this.observed.get(peer)?.adaptation.step ?? 0);
  }

  /** Stops measuring, and sends everything again as if nobody had looked. */
  close(): void {
    if (this.over) return;
    this.over = true;
    this.clock.clearTimer(this.timer);
    for (const stop of this.stops) stop();
    for (const [peer, observed] of this.observed) {
      observed.adaptation = FRESH;
      if (this.adapting) void this.send(peer);
    }
    this.observed.clear();
  }

  private wait(): void {
    this.timer = this.clock.setTimer(() => void this.look(), this.intervalMs);
  }

  private async look(): Promise<void> {
    await Promise.all(this.room.peers.map((peer) => this.measure(peer)));
    if (!this.over) this.wait();
  }

  private async measure(peer: RemotePeer): Promise<void> {
    const report = await peer.getStats().catch(() => undefined);
    // who left while that was asked is not observed again
    if (this.over || !report || !this.room.peers.includes(peer)) return;
    const observed = this.observed.get(peer) ?? { adaptation: FRESH, warned: false };
    this.observed.set(peer, observed);
    const before = observed.reading;
    observed.reading = read(report);
    const quality = before && qualityOf(before, observed.reading);
    if (!quality || peer.connection !== 'connected') return;
    observed.latest = quality;
    this.emit('quality', peer, quality);
    this.warn(peer, observed, quality);
    if (this.adapting) this.fit(peer, observed, quality);
  }

  private warn(peer: RemotePeer, observed: Observed, quality: Quality): void {
    const loss = Math.max(quality.in.loss, quality.out.loss);
    if (!observed.warned && loss > WARNS) this.emit('warning', peer, quality);
    if (observed.warned && loss < RECOVERED) this.emit('recovered', peer, quality);
    observed.warned = loss > WARNS || (observed.warned && loss >= RECOVERED);
  }

  private fit(peer: RemotePeer, observed: Observed, { out, rttMs, available, limitedBy }: Quality): void {
    const before = observed.adaptation.step;
    const sample = { loss: out.loss, jitterMs: out.jitterMs, rttMs, available, limitedBy };
    observed.adaptation = adapt(observed.adaptation, sample);
    // also where nothing changed: the connection or the track may be another one
    void this.send(peer);
    if (observed.adaptation.step !== before) this.emit('adapted', peer, this.stepOf(peer));
  }

  private sendAll(): void {
    if (this.adapting) for (const peer of this.observed.keys()) void this.send(peer);
  }

  private async send(peer: RemotePeer): Promise<void> {
    const sender = peer.sender('video');
    // one that is being negotiated refuses; the next interval tries again
    if (sender) await send(sender, this.stepOf(peer)).catch(() => {});
  }

  private step(place: number): Step {
    const steps = this.room.local.screen ? SCREEN_STEPS : CAMERA_STEPS;
    return steps[place] as Step;
  }
}
