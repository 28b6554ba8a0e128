import { browserEnvironment, type Clock } from '../environment.ts';
import type { Mixer, Picture, Rectangle, Surface } from './stage.ts';

/** What recording takes from the browser; the thin part that only a browser can test. */
export interface RecordingBrowser {
  readonly clock: Clock;
  isSupported(type: string): boolean;
  createRecorder(stream: MediaStream, options: MediaRecorderOptions): MediaRecorder;
  createStream(tracks: MediaStreamTrack[]): MediaStream;
  createSurface(width: number, height: number, frameRate: number): Surface;
  createMixer(): Mixer;
  show(track: MediaStreamTrack): Picture;
}

export function recordingBrowser(): RecordingBrowser {
  return {
    clock: browserEnvironment(),
    isSupported: (type) => globalThis.MediaRecorder?.isTypeSupported(type) === true,
    createRecorder: (stream, options) => new MediaRecorder(stream, options),
    createStream: (tracks) => new MediaStream(tracks),
    createSurface: (width, height, frameRate) => new CanvasSurface(width, height, frameRate),
    createMixer: () => new AudioMixer(),
    show: (track) => new VideoPicture(track),
  };
}

const BACKGROUND = '#10131a';
const PLACE = '#232938';
const TEXT = '#ffffff';

class CanvasSurface implements Surface {
  readonly track: MediaStreamTrack;
  private readonly context: CanvasRenderingContext2D;

  constructor(
    readonly width: number,
    readonly height: number,
    frameRate: number,
  ) {
    const canvas = Object.assign(document.createElement('canvas'), { width, height });
    this.context = canvas.getContext('2d', { alpha: false }) as CanvasRenderingContext2D;
    this.track = canvas.captureStream(frameRate).getVideoTracks()[0] as MediaStreamTrack;
  }

  clear(): void {
    this.fill(BACKGROUND, { x: 0, y: 0, width: this.width, height: this.height });
  }

  picture(picture: Picture, part: Rectangle, box: Rectangle): void {
    const { element } = picture as VideoPicture;
    const place = [box.x, box.y, box.width, box.height] as const;
    this.context.drawImage(element, part.x, part.y, part.width, part.height, ...place);
  }

  placeholder(name: string, box: Rectangle): void {
    this.fill(PLACE, box);
    const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    this.write([...name.trim()][0]?.toUpperCase() ?? '?', middle, box.height / 3, 'center', box.width);
  }

  label(name: string, box: Rectangle): void {
    const size = Math.max(12, box.height / 18);
    this.write(name, { x: box.x + size / 2, y: box.y + box.height - size }, size, 'left', box.width - size);
  }

  private fill(colour: string, { x, y, width, height }: Rectangle): void {
    this.context.fillStyle = colour;
    this.context.fillRect(x, y, width, height);
  }

  private write(text: string, at: { x: number; y: number }, size: number, align: CanvasTextAlign, most: number): void {
    Object.assign(this.context, { font: `600 ${size}px system-ui, sans-serif`, textAlign: align });
    Object.assign(this.context, { textBaseline: 'middle', fillStyle: TEXT, shadowColor: '#000', shadowBlur: size / 4 });
    this.context.fillText(text, at.x, at.y, most);
    this.context.shadowBlur = 0;
  }
}

class AudioMixer implements Mixer {
  private readonly context = new AudioContext();
  private readonly output = this.context.createMediaStreamDestination();

  constructor() {
    this.context.resume().catch(() => {});
  }

  get track(): MediaStreamTrack {
    return this.output.stream.getAudioTracks()[0] as MediaStreamTrack;
  }

  add(track: MediaStreamTrack): () => void {
    const stream = new MediaStream([track]);
    const source = this.context.createMediaStreamSource(stream);
    source.connect(this.output);
    // Chromium decodes what a peer sends only while some element plays it
    const player = new Audio();
    player.muted = true;
    player.srcObject = stream;
    return () => {
      source.disconnect();
      player.srcObject = null;
    };
  }

  close(): void {
    this.context.close().catch(() => {});
  }
}

class VideoPicture implements Picture {
  readonly element = document.createElement('video');

  constructor(track: MediaStreamTrack) {
    Object.assign(this.element, { muted: true, playsInline: true, srcObject: new MediaStream([track]) });
    // one that is closed before its first frame refuses
    this.element.play().catch(() => {});
  }

  get width(): number {
    return this.element.videoWidth;
  }

  get height(): number {
    return this.element.videoHeight;
  }

  close(): void {
    this.element.pause();
    this.element.srcObject = null;
  }
}
