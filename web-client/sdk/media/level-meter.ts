import { browserEnvironment, type Environment } from '../environment.ts';

/** Samples that one reading looks at: 11 ms at 48 kHz. */
const WINDOW = 512;
/** Ordinary speech into a headset has a root mean square of about 0.1. */
const SPEECH_IS_HALF = 5;

/** Measures how loud a track is. Browsers let it run only after the person has touched the page or is captured. */
export class LevelMeter {
  private readonly context: AudioContext;
  private readonly analyser: AnalyserNode;
  private readonly source: MediaStreamAudioSourceNode;
  private readonly samples = new Float32Array(WINDOW);

  constructor(
    track: MediaStreamTrack,
    env: Pick<Environment, 'createAudioContext' | 'createStream'> = browserEnvironment(),
  ) {
    this.context = env.createAudioContext?.() ?? new AudioContext();
    this.analyser = this.context.createAnalyser();
    this.analyser.fftSize = WINDOW;
    this.source = this.context.createMediaStreamSource(env.createStream([track]));
    this.source.connect(this.analyser);
    this.context.resume().catch(() => {});
  }

  /** Root mean square, 0 to 1: comparable with `RemotePeer.audioLevel`. */
  loudness(): number {
    this.analyser.getFloatTimeDomainData(this.samples);
    return Math.sqrt(this.samples.reduce((sum, sample) => sum + sample * sample, 0) / this.samples.length);
  }

  /** 0 to 1 for a bar to show, where ordinary speech is about a half. */
  level(): number {
    return Math.min(1, this.loudness() * SPEECH_IS_HALF);
  }

  close(): void {
    this.source.disconnect();
    this.context.close().catch(() => {});
  }
}
