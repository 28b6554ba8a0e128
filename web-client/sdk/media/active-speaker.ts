import { Emitter } from '../emitter.ts';
import { browserEnvironment, type Environment, type Timer } from '../environment.ts';
import type { RemotePeer } from '../rtc/remote-peer.ts';
import { LevelMeter } from './level-meter.ts';
import type { LocalMedia } from './local.ts';
import { SpeakerChoice, type Speaking } from './speaker-choice.ts';

const LISTEN_MS = 200;

/** The parts of a `Room` that are needed. */
export interface Heard {
  readonly self: { readonly peerId: string };
  readonly peers: readonly Pick<RemotePeer, 'id' | 'audioLevel'>[];
  readonly local: LocalMedia;
}

export type SpeakerEnvironment = Pick<
  Environment,
  'now' | 'setTimer' | 'clearTimer' | 'createAudioContext' | 'createStream'
>;

/** Listens to a room, oneself included. Emits `change` with who speaks. Remote peers are heard once they are played. */
export class ActiveSpeaker extends Emitter<{ change: [speaking: Speaking] }> {
  private readonly choice = new SpeakerChoice();
  private readonly stopListening: () => void;
  private speaking: Speaking = { all: [], active: undefined };
  private meter: LevelMeter | undefined;
  private metered: MediaStreamTrack | null = null;
  private timer: Timer;

  constructor(
    private readonly room: Heard,
    private readonly env: SpeakerEnvironment = browserEnvironment(),
  ) {
    super();
    this.stopListening = room.local.on('change', () => this.follow());
    this.follow();
    this.wait();
  }

  get current(): Speaking {
    return this.speaking;
  }

  close(): void {
    this.env.clearTimer(this.timer);
    this.stopListening();
    this.meter?.close();
  }

  private wait(): void {
    this.timer = this.env.setTimer(() => {
      this.listen();
      this.wait();
    }, LISTEN_MS);
  }

  private follow(): void {
    const track = this.room.local.track('audio');
    if (track === this.metered) return;
    this.meter?.close();
    this.metered = track;
    this.meter = track ? new LevelMeter(track, this.env) : undefined;
  }

  private listen(): void {
    const { room } = this;
    const own = room.local.active('audio') ? (this.meter?.loudness() ?? 0) : 0;
    const levels = new Map([[room.self.peerId, own]]);
    for (const peer of room.peers) levels.set(peer.id, peer.audioLevel());
    const before = this.speaking;
    this.speaking = this.choice.hear(levels, this.env.now());
    const same = before.active === this.speaking.active && before.all.join() === this.speaking.all.join();
    if (!same) this.emit('change', this.speaking);
  }
}
