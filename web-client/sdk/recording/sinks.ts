import { ParleyError } from '../wire/codes.ts';

/** Where the pieces of a recording go, in their order. A sink that rejects ends the recording. */
export interface RecordingSink {
  write(piece: Blob): Promise<void>;
  /** Called once, after the last piece, also when the recording failed. */
  close(): Promise<void>;
}

/** Bytes; a quarter of an hour at 2 Mbit/s. */
const LIMIT = 256 * 1024 * 1024;

/** Keeps the recording in memory, up to a limit. */
export class MemorySink implements RecordingSink {
  private readonly pieces: Blob[] = [];
  private bytes = 0;

  /** @param limit most bytes that are kept; the piece that goes beyond is refused, and the recording ends before it */
  constructor(private readonly limit = LIMIT) {}

  get size(): number {
    return this.bytes;
  }

  async write(piece: Blob): Promise<void> {
    if (this.bytes + piece.size > this.limit) throw new ParleyError('recording_full', 'The recording is too large.');
    this.bytes += piece.size;
    this.pieces.push(piece);
  }

  async close(): Promise<void> {}

  /** What was recorded so far, as one file. */
  blob(type: string): Blob {
    return new Blob(this.pieces, { type });
  }
}

/** The parts of a FileSystemWritableFileStream that are needed. */
interface FileStream {
  write(piece: Blob): Promise<void>;
  close(): Promise<void>;
}

/** Writes the recording to a file while it grows, so that it is bound by the disk only. */
export class FileSink implements RecordingSink {
  constructor(private readonly file: FileStream) {}

  async write(piece: Blob): Promise<void> {
    try {
      await this.file.write(piece);
    } catch (thrown) {
      throw new ParleyError('recording_full', (thrown as Error).message);
    }
  }

  close(): Promise<void> {
    return this.file.close();
  }
}

type Picker = (options: object) => Promise<{ createWritable(): Promise<FileStream> }>;

/**
 * Asks the person for a file; must be called by a click. `undefined` where the browser cannot, so that a
 * {@link MemorySink} takes its place. Rejects with `media_denied` when no file is chosen.
 */
export async function chooseFile(
  suggestedName: string,
  pick: Picker | undefined = (globalThis as { showSaveFilePicker?: Picker }).showSaveFilePicker,
): Promise<FileSink | undefined> {
  if (!pick) return undefined;
  try {
    const handle = await pick({ suggestedName });
    return new FileSink(await handle.createWritable());
  } catch (thrown) {
    throw new ParleyError('media_denied', (thrown as Error).message);
  }
}
