import type { Room } from '../../../sdk/index.ts';
import { ActiveSpeaker } from '../../../sdk/media/index.ts';

/** Who has the floor for less is not shown large: a cough, a yes. Milliseconds. */
const BEFORE_MS = 700;

export interface Heard {
  /** Ids of those who speak just now, joined: a string compares by value. */
  readonly speaking: string;
  /** Who of the others spoke last for a while. */
  readonly speaker: string | undefined;
}

/** Decides who of the others is shown large. It stays with the last one in silence, and while one speaks oneself. */
export class Foreground {
  private shown: string | undefined;
  private next: string | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly self: () => string,
    private readonly changed: () => void,
  ) {}

  get id(): string | undefined {
    return this.shown;
  }

  /** @param active who has the floor */
  floor(active: string | undefined): void {
    const wanted = active === this.self() ? undefined : active;
    if (wanted === this.next) return;
    clearTimeout(this.timer);
    this.next = wanted;
    if (wanted !== undefined && wanted !== this.shown) this.timer = setTimeout(() => this.show(wanted), BEFORE_MS);
  }

  close(): void {
    clearTimeout(this.timer);
  }

  private show(id: string): void {
    this.shown = id;
    this.changed();
  }
}

/** Listens to a room. */
export class Ear {
  private readonly speaker: ActiveSpeaker;
  private readonly foreground: Foreground;

  constructor(
    room: Room,
    private readonly heard: (heard: Heard) => void,
  ) {
    this.foreground = new Foreground(
      () => room.self.peerId,
      () => this.tell(),
    );
    this.speaker = new ActiveSpeaker(room);
    this.speaker.on('change', ({ active }) => {
      this.foreground.floor(active);
      this.tell();
    });
  }

  close(): void {
    this.speaker.close();
    this.foreground.close();
  }

  private tell(): void {
    this.heard({ speaking: this.speaker.current.all.join(' '), speaker: this.foreground.id });
  }
}
