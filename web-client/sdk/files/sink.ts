/** Where the bytes of a file go, in order. */
export interface FileSink {
  /** The next bytes come only when this has resolved. */
  write(bytes: Uint8Array<ArrayBuffer>): void | Promise<void>;
  /** All of it is there, and its checksum is right. */
  close(): void | Promise<void>;
  /** It will not be completed. */
  abort(): void | Promise<void>;
}

/** Bytes held in memory before the browser gets them as a Blob, which it may keep on disk. */
const PART = 4_194_304;

/** Collects a file as a Blob. */
export class BlobSink implements FileSink {
  private parts: Blob[] = [];
  private loose: Uint8Array<ArrayBuffer>[] = [];
  private looseBytes = 0;

  constructor(private readonly type: string) {}

  get blob(): Blob {
    return new Blob([...this.parts, ...this.loose], { type: this.type });
  }

  write(bytes: Uint8Array<ArrayBuffer>): void {
    this.loose.push(bytes);
    this.looseBytes += bytes.length;
    if (this.looseBytes >= PART) this.flush();
  }

  close(): void {
    this.flush();
  }

  abort(): void {
    this.parts = [];
    this.loose = [];
  }

  private flush(): void {
    this.parts.push(new Blob(this.loose));
    this.loose = [];
    this.looseBytes = 0;
  }
}
