import { Emitter } from '../emitter.ts';
import type { Environment } from '../environment.ts';
import { codeOf } from '../wire/codes.ts';
import { capture } from './capture.ts';
import {
  constraintsFor,
  type DeviceChoice,
  type MediaDefaults,
  type MediaKind,
  sizeOf,
  type VideoFacing,
  type VideoPreset,
} from './constraints.ts';
import type { LocalMediaEvents } from './local-events.ts';
import { type ScreenOptions, ScreenShare } from './screen.ts';

export type { MediaKind } from './constraints.ts';

/**
 * One's own microphone, camera and screen. A muted microphone stays open, so that it is back at once; a camera is let
 * go. While the screen is shared it is sent in the camera's place; the camera stays as it is and comes back after that.
 */
export class LocalMedia extends Emitter<LocalMediaEvents> {
  /** Holds the present tracks of the devices; the object stays the same, so that a page can show it once and for all. */
  readonly stream: MediaStream;
  private readonly share: ScreenShare;
  private readonly wanted: Record<MediaKind, number> = { audio: 0, video: 0 };
  private muted = false;
  private halted = false;
  private peers = 0;
  private preset: VideoPreset;
  private facing: VideoFacing | undefined;

  constructor(
    private readonly env: Pick<Environment, 'devices' | 'createStream'>,
    private readonly defaults: MediaDefaults = {},
  ) {
    super();
    this.stream = env.createStream([]);
    this.preset = defaults.preset ?? 'auto';
    this.share = new ScreenShare(env, (on) => this.shared(on));
  }

  /** The device's track of a kind, also while it is muted. */
  track(kind: MediaKind): MediaStreamTrack | null {
    return this.stream.getTracks().find((track) => track.kind === kind) ?? null;
  }

  /** What is sent of a kind: the screen in the place of the camera while it is shared. */
  outgoing(kind: MediaKind): MediaStreamTrack | null {
    return (kind === 'video' && this.share.track) || this.track(kind);
  }

  /** The screen while it is shared. */
  get screen(): MediaStreamTrack | null {
    return this.share.track;
  }

  get paused(): boolean {
    return this.halted;
  }

  /** Whether others can hear the microphone, or could see the camera. */
  active(kind: MediaKind): boolean {
    return this.track(kind)?.enabled === true;
  }

  /** Rejects with `media_denied`, `media_missing` or `media_failed`; a call that a newer one overtook does nothing. */
  async setMicrophone(on: boolean, deviceId?: string): Promise<void> {
    const changed = this.muted === on;
    this.muted = !on;
    if (on && (!this.track('audio') || deviceId)) await this.open('audio', { deviceId });
    else if (!this.track('audio')) this.release('audio');
    else if (changed) this.applied('audio');
  }

  async setCamera(on: boolean, deviceId?: string): Promise<void> {
    if (on && (!this.track('video') || deviceId)) await this.open('video', { deviceId, facingMode: this.facing });
    if (!on) this.release('video');
  }

  /** Turns to the camera that looks at the person or away, where there are two; opens it if the camera is on. */
  async setFacing(facing: VideoFacing): Promise<void> {
    this.facing = facing;
    if (this.track('video')) await this.open('video', { facingMode: facing });
  }

  /** Rejects with `media_denied` when the person chooses nothing, and `media_missing` where the browser cannot. */
  async setScreenShare(on: boolean, options: ScreenOptions = {}): Promise<void> {
    if (on) await this.share.start(options);
    else this.share.stop();
  }

  /** Sends nothing of oneself, neither sound nor picture, until `resume`; the devices stay open. */
  pause(): void {
    this.halt(true);
  }

  /** Sends again what was sent before, and what was switched on meanwhile. */
  resume(): void {
    this.halt(false);
  }

  setPreset(preset: VideoPreset): void {
    this.preset = preset;
    this.resize();
  }

  /** Fits the picture to the number of those it is sent to, where the preset is `auto`. */
  adapt(peers: number): void {
    this.peers = peers;
    if (this.preset === 'auto') this.resize();
  }

  /** Lets go of everything. */
  stop(): void {
    this.share.stop();
    this.release('audio');
    this.release('video');
  }

  private resize(): void {
    // a camera that cannot do it keeps what it has
    this.track('video')
      ?.applyConstraints?.(sizeOf(this.preset, this.peers))
      .catch(() => {});
  }

  private async open(kind: MediaKind, choice: DeviceChoice): Promise<void> {
    this.wanted[kind] += 1;
    const call = this.wanted[kind];
    const track = await this.capture(kind, choice, () => call === this.wanted[kind]);
    if (call !== this.wanted[kind]) return track.stop();
    this.remove(kind);
    this.stream.addTrack(track);
    this.listen(kind, track);
    this.applied(kind);
  }

  private async capture(kind: MediaKind, choice: DeviceChoice, wanted: () => boolean): Promise<MediaStreamTrack> {
    const constraints = constraintsFor(kind, this.defaults, sizeOf(this.preset, this.peers), choice);
    try {
      return await capture(this.env.devices, kind, constraints);
    } catch (thrown) {
      // phones open one camera at a time
      if (kind !== 'video' || codeOf(thrown) !== 'media_failed' || !wanted() || !this.remove(kind)) throw thrown;
      this.emit('change', kind, null);
      return capture(this.env.devices, kind, constraints);
    }
  }

  private listen(kind: MediaKind, track: MediaStreamTrack): void {
    const present = () => this.track(kind) === track;
    track.addEventListener('ended', () => void (present() && this.fallBack(kind, track)));
    track.addEventListener('mute', () => present() && this.emit('interrupted', kind, true));
    track.addEventListener('unmute', () => present() && this.emit('interrupted', kind, false));
  }

  /** The device is gone: the default one takes its place, as muted as it was. */
  private async fallBack(kind: MediaKind, lost: MediaStreamTrack): Promise<void> {
    const call = this.wanted[kind] + 1;
    await this.open(kind, {}).catch(() => {});
    if (call !== this.wanted[kind]) return;
    if (this.track(kind) === lost) this.release(kind);
    this.emit('fallback', kind, lost.label, this.track(kind)?.label ?? null);
  }

  private shared(on: boolean): void {
    this.applied('video');
    this.emit('screen', on);
  }

  private halt(halted: boolean): void {
    if (this.halted === halted) return;
    this.halted = halted;
    for (const kind of ['audio', 'video'] as const) if (this.outgoing(kind)) this.applied(kind);
  }

  private applied(kind: MediaKind): void {
    for (const track of [this.track(kind), this.outgoing(kind)]) {
      if (track) track.enabled = !this.halted && !(kind === 'audio' && this.muted);
    }
    this.emit('change', kind, this.track(kind));
  }

  private release(kind: MediaKind): void {
    this.wanted[kind] += 1;
    if (this.remove(kind)) this.emit('change', kind, null);
  }

  private remove(kind: MediaKind): boolean {
    const track = this.track(kind);
    if (!track) return false;
    this.stream.removeTrack(track);
    track.stop();
    return true;
  }
}
