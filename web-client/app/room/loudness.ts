/** Measures how loud a local track is. Browsers let it run only after the person has touched the page or is captured. */
export class Loudness {
  private readonly context = new AudioContext();
  private readonly analyser = this.context.createAnalyser();
  private readonly source: MediaStreamAudioSourceNode;
  private readonly samples = new Float32Array(512);

  constructor(track: MediaStreamTrack) {
    this.analyser.fftSize = this.samples.length;
    this.source = this.context.createMediaStreamSource(new MediaStream([track]));
    this.source.connect(this.analyser);
    this.context.resume().catch(() => {});
  }

  /** 0 to 1, where ordinary speech is about a half. */
  level(): number {
    this.analyser.getFloatTimeDomainData(this.samples);
    const power = this.samples.reduce((sum, sample) => sum + sample * sample, 0) / this.samples.length;
    return Math.min(1, Math.sqrt(power) * 5);
  }

  close(): void {
    this.source.disconnect();
    this.context.close().catch(() => {});
  }
}
