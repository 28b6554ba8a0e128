/**
 * Starts pictures as they come. Browsers refuse sound on pages that nobody has touched: then the picture comes without
 * its sound, until that is allowed.
 */
export class Starter {
  private readonly started = new WeakSet<HTMLVideoElement>();

  constructor(private readonly refused: () => void) {}

  start(videos: Iterable<HTMLVideoElement>): void {
    for (const video of videos) {
      if (this.started.has(video)) continue;
      this.started.add(video);
      video.play().catch((thrown: Error) => thrown.name === 'NotAllowedError' && this.startSilent(video));
    }
  }

  /** The person has touched the page: sound may be heard now. */
  allow(videos: Iterable<HTMLVideoElement>): void {
    for (const video of videos) {
      video.muted = false;
      video.play().catch(() => {});
    }
  }

  private startSilent(video: HTMLVideoElement): void {
    video.muted = true;
    video.play().catch(() => {});
    this.refused();
  }
}
