import type { RecordingBrowser } from '../recording/browser.ts';
import type { Picture, Rectangle } from '../recording/stage.ts';
import type { FakeClock } from './fake-clock.ts';
import { FakeStream, FakeTrack } from './fake-rtc.ts';

/** A MediaRecorder whose pieces a test makes. */
export class FakeRecorder {
  state = 'inactive';
  mimeType = '';
  started: number | undefined;
  ondataavailable: ((event: { data: Blob }) => void) | null = null;
  onstop: (() => void) | null = null;
  onerror: ((event: { error: Error }) => void) | null = null;

  start = (pieceMs: number): void => {
    this.started = pieceMs;
    this.state = 'recording';
  };
  pause = (): void => {
    this.state = 'paused';
  };
  resume = (): void => {
    this.state = 'recording';
  };
  stop = (): void => {
    this.state = 'inactive';
    queueMicrotask(() => {
      this.piece('end');
      this.onstop?.();
    });
  };

  piece(text: string): void {
    this.ondataavailable?.({ data: new Blob([text]) });
  }
}

const round = ({ x, y, width, height }: Rectangle) => [x, y, width, height].map(Math.round).join(' ');

/** A browser that notes what is drawn and heard. */
export class FakeRecordingBrowser implements RecordingBrowser {
  readonly recorders: FakeRecorder[] = [];
  /** What the newest frame shows. */
  drawn: string[] = [];
  frames = 0;
  readonly heard = new Set<string>();
  readonly shown = new Set<string>();
  /** Tracks whose first frame has not come yet. */
  readonly blank = new Set<unknown>();
  supported = /webm;codecs=vp8/;
  refuses = false;
  closed = false;

  constructor(readonly clock: FakeClock) {}

  isSupported = (type: string): boolean => this.supported.test(type);
  createStream = (): MediaStream => new FakeStream() as unknown as MediaStream;

  createRecorder = (_: MediaStream, { mimeType }: MediaRecorderOptions): MediaRecorder => {
    if (this.refuses) throw Object.assign(new Error('no'), { name: 'NotSupportedError' });
    const recorder = new FakeRecorder();
    recorder.mimeType = mimeType ?? '';
    this.recorders.push(recorder);
    return recorder as unknown as MediaRecorder;
  };

  createSurface = (width: number, height: number) => ({
    ...{ width, height, track: new FakeTrack('video') as unknown as MediaStreamTrack },
    clear: () => {
      this.frames += 1;
      this.drawn = [];
    },
    picture: (picture: Picture, part: Rectangle, box: Rectangle) =>
      void this.drawn.push(`${(picture as unknown as { id: string }).id}: ${round(part)} at ${round(box)}`),
    placeholder: (name: string) => void this.drawn.push(`${name} without picture`),
    label: () => {},
  });

  createMixer = () => ({
    track: new FakeTrack('audio') as unknown as MediaStreamTrack,
    add: ({ label }: MediaStreamTrack) => {
      this.heard.add(label);
      return () => this.heard.delete(label);
    },
    close: () => {
      this.closed = true;
    },
  });

  show = (track: MediaStreamTrack): Picture => {
    this.shown.add(track.label);
    const size = this.blank.has(track) ? 0 : 640;
    const picture = { id: track.label, width: size, height: size, close: () => this.shown.delete(track.label) };
    return picture as unknown as Picture;
  };
}
