import { Emitter } from '../emitter.ts';
import type { Environment } from '../environment.ts';
import { type ErrorCode, ParleyError } from '../wire/codes.ts';
import { detailFor } from './detail.ts';

export type MediaKind = 'audio' | 'video';

type LocalMediaEvents = {
  /** A track was put in, replaced or taken away, or was muted or unmuted. */
  change: [kind: MediaKind, track: MediaStreamTrack | null];
};

const CONSTRAINTS: Readonly<Record<MediaKind, MediaTrackConstraints>> = {
  audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
  video: { facingMode: 'user' },
};

const PROBLEMS: Readonly<Record<string, ErrorCode>> = {
  NotAllowedError: 'media_denied',
  SecurityError: 'media_denied',
  NotFoundError: 'media_missing',
  OverconstrainedError: 'media_missing',
};

/** One's own microphone and camera. A muted microphone stays open, so that it is back at once; a camera is let go. */
export class LocalMedia extends Emitter<LocalMediaEvents> {
  /** Holds the present tracks; the object stays the same, so that a page can show it once and for all. */
  readonly stream: MediaStream;
  private detail = detailFor(0);
  private readonly wanted: Record<MediaKind, number> = { audio: 0, video: 0 };

  constructor(private readonly env: Pick<Environment, 'devices' | 'createStream'>) {
    super();
    this.stream = env.createStream([]);
  }

  /** The track of a kind, also while it is muted. */
  track(kind: MediaKind): MediaStreamTrack | null {
    return this.stream.getTracks().find((track) => track.kind === kind) ?? null;
  }

  /** Whether others can hear or see us. */
  active(kind: MediaKind): boolean {
    return this.track(kind)?.enabled === true;
  }

  /** Rejects with `media_denied`, `media_missing` or `media_failed`; a call that a newer one overtook does nothing. */
  async setMicrophone(on: boolean, deviceId?: string): Promise<void> {
    const track = this.track('audio');
    if (on && (!track || deviceId)) return this.open('audio', deviceId);
    if (!track) return this.release('audio');
    if (track.enabled !== on) {
      track.enabled = on;
      this.emit('change', 'audio', track);
    }
  }

  async setCamera(on: boolean, deviceId?: string): Promise<void> {
    if (on && (!this.track('video') || deviceId)) return this.open('video', deviceId);
    if (!on) this.release('video');
  }

  /** Fits the picture to the number of those it is sent to. */
  adapt(peers: number): void {
    this.detail = detailFor(peers);
    // a camera that cannot do it keeps what it has
    this.track('video')
      ?.applyConstraints?.(this.detail)
      .catch(() => {});
  }

  /** Lets go of both devices. */
  stop(): void {
    this.release('audio');
    this.release('video');
  }

  private async open(kind: MediaKind, deviceId?: string): Promise<void> {
    this.wanted[kind] += 1;
    const call = this.wanted[kind];
    const track = await this.capture(kind, this.constraints(kind, deviceId));
    if (call !== this.wanted[kind]) return track.stop();
    this.remove(kind);
    this.stream.addTrack(track);
    // the device was unplugged or the permission taken back
    track.addEventListener('ended', () => this.track(kind) === track && this.release(kind));
    this.emit('change', kind, track);
  }

  private constraints(kind: MediaKind, deviceId?: string): MediaTrackConstraints {
    const { facingMode, ...rest } = { ...CONSTRAINTS[kind], ...(kind === 'video' && this.detail) };
    if (deviceId) return { ...rest, deviceId: { exact: deviceId } };
    return facingMode ? { ...rest, facingMode } : rest;
  }

  private async capture(kind: MediaKind, constraints: MediaTrackConstraints): Promise<MediaStreamTrack> {
    if (!this.env.devices) throw new ParleyError('media_missing', 'This page may not use devices: it needs HTTPS.');
    try {
      const stream = await this.env.devices.getUserMedia({ [kind]: constraints });
      return stream.getTracks()[0] as MediaStreamTrack;
    } catch (thrown) {
      const { name, message } = thrown as Error;
      throw new ParleyError(PROBLEMS[name] ?? 'media_failed', message);
    }
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
