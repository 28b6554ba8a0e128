import { codeOf, type Room } from '../../sdk/index.ts';
import type { MemorySink, Recording as Running } from '../../sdk/recording/index.ts';

/** One's own recording of the room; the others see that it runs. */
export class Recording {
  private recording: Running | undefined;

  /** @param changed called when it begins, ends, or ended by itself: then with what went wrong */
  constructor(
    private readonly room: Room,
    private readonly changed: (problem?: unknown) => void,
  ) {}

  static get possible(): boolean {
    return typeof MediaRecorder !== 'undefined';
  }

  get running(): boolean {
    return this.recording !== undefined;
  }

  /** Begins, in a file of the person's choice where the browser lets it grow, or ends. */
  async toggle(): Promise<void> {
    await (this.recording ? this.stop() : this.start());
  }

  async stop(): Promise<void> {
    await this.recording?.stop();
  }

  /** Loaded only when somebody records. */
  private async start(): Promise<void> {
    const { chooseFile, extensionOf, MemorySink, recordRoom } = await import('../../sdk/recording/index.ts');
    const name = `parley-${this.room.id}-${new Date().toISOString().slice(0, 16).replace(':', '-')}`;
    try {
      const file = await chooseFile(`${name}.webm`);
      const memory = new MemorySink();
      const recording = recordRoom(this.room, { sink: file ?? memory });
      this.recording = recording;
      recording.on('failed', (problem) => this.changed(problem));
      recording.on('state', (state) => {
        if (state !== 'stopped') return;
        this.recording = undefined;
        if (!file) save(memory, recording.mimeType, `${name}.${extensionOf(recording.mimeType)}`);
        this.changed();
      });
      this.changed();
    } catch (thrown) {
      // whoever chose no file knows that
      if (codeOf(thrown) !== 'media_denied') this.changed(thrown);
    }
  }
}

function save(film: MemorySink, type: string, name: string): void {
  const url = URL.createObjectURL(film.blob(type));
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
