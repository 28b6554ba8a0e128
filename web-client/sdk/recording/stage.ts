import { type Clock, sleep } from '../environment.ts';
import { contain, crop, layout } from './layout.ts';
import type { Tile } from './tiles.ts';

/** What the stage draws on; in a browser a canvas, see `browser.ts`. */
export interface Surface {
  readonly width: number;
  readonly height: number;
  clear(): void;
  /** Draws a part of a picture, in its own pixels, into a box. */
  picture(picture: Picture, part: Rectangle, box: Rectangle): void;
  /** Stands for somebody whose picture is off. */
  placeholder(name: string, box: Rectangle): void;
  label(name: string, box: Rectangle): void;
  /** What is drawn, as a track. */
  readonly track: MediaStreamTrack;
}

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A video track while it is shown; in a browser a video element. */
export interface Picture {
  /** In pixels; 0 until the first frame. */
  readonly width: number;
  readonly height: number;
  close(): void;
}

/** Mixes sound; in a browser an AudioContext, see `browser.ts`. */
export interface Mixer {
  add(track: MediaStreamTrack): () => void;
  readonly track: MediaStreamTrack;
  close(): void;
}

export interface StageParts {
  readonly surface: Surface;
  readonly mixer: Mixer;
  show(track: MediaStreamTrack): Picture;
  readonly clock: Clock;
  readonly frameRate: number;
}

/** One picture and one sound of everybody, which follow those who come and go. */
export class Stage {
  private tiles: readonly Tile[] = [];
  private readonly pictures = new Map<MediaStreamTrack, Picture>();
  private readonly sounds = new Map<MediaStreamTrack, () => void>();
  private over = false;

  constructor(private readonly parts: StageParts) {
    void this.run();
  }

  get tracks(): MediaStreamTrack[] {
    return [this.parts.surface.track, this.parts.mixer.track];
  }

  set(tiles: readonly Tile[]): void {
    if (this.over) return;
    this.tiles = tiles;
    const of = (kind: 'video' | 'audio') => tiles.flatMap((tile) => tile[kind] ?? []);
    follow(this.pictures, of('video'), this.parts.show, (picture) => picture.close());
    follow(
      this.sounds,
      of('audio'),
      (track) => this.parts.mixer.add(track),
      (stop) => stop(),
    );
  }

  close(): void {
    this.set([]);
    this.over = true;
    this.parts.surface.track.stop();
    this.parts.mixer.close();
  }

  /** By a timer, not by animation frames: those cease while the page is hidden. */
  private async run(): Promise<void> {
    const { clock, frameRate } = this.parts;
    while (!this.over) {
      this.draw();
      await sleep(clock, 1_000 / frameRate);
    }
  }

  private draw(): void {
    const { surface } = this.parts;
    const boxes = layout(this.tiles.length, surface.width, surface.height);
    surface.clear();
    for (const [index, tile] of this.tiles.entries()) this.drawTile(tile, boxes[index] as Rectangle);
  }

  private drawTile({ name, video, screen }: Tile, box: Rectangle): void {
    const { surface } = this.parts;
    const picture = video ? this.pictures.get(video) : undefined;
    if (!picture || picture.width === 0) surface.placeholder(name, box);
    else if (screen) surface.picture(picture, { x: 0, y: 0, ...sizeOf(picture) }, contain(picture, box));
    else surface.picture(picture, crop(picture, box), box);
    surface.label(name, box);
  }
}

const sizeOf = ({ width, height }: Picture) => ({ width, height });

/** Opens what is new, closes what is gone, and leaves the rest alone. */
function follow<T>(
  open: Map<MediaStreamTrack, T>,
  tracks: readonly MediaStreamTrack[],
  begin: (track: MediaStreamTrack) => T,
  end: (one: T) => void,
): void {
  for (const [track, one] of open) {
    if (tracks.includes(track)) continue;
    open.delete(track);
    end(one);
  }
  for (const track of tracks) if (!open.has(track)) open.set(track, begin(track));
}
