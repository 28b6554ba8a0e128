/** Starts pictures as they come; browsers refuse sound on pages that nobody has touched. */
export class Starter {
  private readonly started = new WeakSet<HTMLVideoElement>();

  constructor(private readonly refused: () => void) {}

  start(videos: Iterable<HTMLVideoElement>): void {
    for (const video of videos) {
      if (this.started.has(video)) continue;
      this.started.add(video);
      video.play().catch((thrown: Error) => thrown.name === 'NotAllowedError' && this.refused());
    }
  }
}
