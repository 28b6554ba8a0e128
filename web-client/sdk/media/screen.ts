import type { Environment } from '../environment.ts';
import { captureScreen } from './capture.ts';

export interface ScreenOptions {
  /** `detail` keeps text sharp at fewer frames per second, `motion` is for films. Default `detail`. */
  readonly contentHint?: 'detail' | 'motion' | 'text';
  /** At most that many frames per second. Default 15 (30 with `motion`). */
  readonly frameRate?: number;
}

/** One's own screen, window or tab while it is shared; what the browser's own "stop sharing" ends too. */
export class ScreenShare {
  private shared: MediaStreamTrack | null = null;
  private calls = 0;

  constructor(
    private readonly env: Pick<Environment, 'devices'>,
    private readonly changed: (on: boolean) => void,
  ) {}

  get track(): MediaStreamTrack | null {
    return this.shared;
  }

  /** Asks the person what to share, also in the place of what is shared already. */
  async start({
    contentHint = 'detail',
    frameRate = contentHint === 'motion' ? 30 : 15,
  }: ScreenOptions): Promise<void> {
    this.calls += 1;
    const call = this.calls;
    const track = await captureScreen(this.env.devices, { video: { frameRate: { max: frameRate } }, audio: false });
    if (call !== this.calls) return track.stop();
    this.shared?.stop();
    track.contentHint = contentHint;
    this.shared = track;
    track.addEventListener('ended', () => this.shared === track && this.stop());
    this.changed(true);
  }

  stop(): void {
    this.calls += 1;
    if (!this.shared) return;
    this.shared.stop();
    this.shared = null;
    this.changed(false);
  }
}
