import type { Files, IncomingFile, OutgoingFile } from '../../../sdk/files/index.ts';
import { codeOf, type RemotePeer, type Room } from '../../../sdk/index.ts';
import { t } from '../../i18n/i18n.ts';
import { sentenceFor } from '../../ui/words.ts';
import { ReceivedFile, SentFile, type SharedFile } from './shared-file.ts';
import { LARGEST } from './size.ts';

/** Progress is shown no more often, milliseconds. */
const SHOW_MS = 150;

export interface FileListener {
  changed(): void;
  /** Read aloud only. */
  whisper(text: string): void;
  /** A peer offers one. */
  offered(file: SharedFile): void;
  now(): Date;
}

/** Files between the people in a room. What they take is loaded with the room, not with the page. */
export class FileDesk {
  /** Why the last ones could not be sent; empty if they could. */
  problem = '';
  private shared: readonly SharedFile[] = [];
  private readonly files: Promise<Files>;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private count = 0;
  private over = false;

  constructor(
    private readonly room: Room,
    private readonly listener: FileListener,
  ) {
    this.files = this.load();
    // a page that is out of date cannot fetch it: then the room goes on without
    this.files.catch(() => {});
  }

  get list(): readonly SharedFile[] {
    return this.shared;
  }

  stop(): void {
    this.over = true;
    clearTimeout(this.timer);
    for (const file of this.shared) if (file instanceof ReceivedFile) file.forget();
  }

  /** Offers each to each of the peers. */
  send(picked: readonly File[], peers: readonly RemotePeer[]): void {
    this.problem = '';
    const task = (files: Files) => {
      for (const file of picked) this.offer(files, file, peers);
    };
    this.files.then(task).catch((thrown) => this.fail(thrown));
  }

  /** Offers it once more to those who wanted it and did not get it. */
  again({ file, passages }: SentFile): void {
    const missing = passages.filter(({ error }) => error !== undefined && error !== 'file_refused');
    const ids = missing.map(({ transfer }) => transfer.peerId);
    this.send(
      [file],
      this.room.peers.filter(({ id }) => ids.includes(id)),
    );
  }

  private async load(): Promise<Files> {
    const { Files } = await import('../../../sdk/files/index.ts');
    const files = new Files(this.room, { maxBytes: LARGEST });
    files.on('offer', (file, from) => this.offered(file, from));
    return files;
  }

  private offer(files: Files, file: File, peers: readonly RemotePeer[]): void {
    const transfers: [OutgoingFile, string][] = peers.map((peer) => [files.send(peer.id, file), peer.name]);
    const { peerId, displayName } = this.room.self;
    this.add(new SentFile(this.info(peerId, displayName), file, transfers, (now) => this.changed(now)));
  }

  private offered(incoming: IncomingFile, { id, name }: RemotePeer): void {
    if (this.over) return;
    const whole = (file: ReceivedFile) => this.whole(file);
    const file = new ReceivedFile(this.info(id, name), incoming, (now) => this.changed(now), whole);
    this.add(file);
    this.listener.offered(file);
  }

  private info(from: string, whose: string) {
    this.count += 1;
    return { key: `file ${this.count}`, from, whose, at: this.listener.now() };
  }

  private add(file: SharedFile): void {
    this.shared = [...this.shared, file];
    this.changed(true);
  }

  private whole(file: ReceivedFile): void {
    if (this.over) return file.forget();
    this.listener.whisper(t('files.here', { file: file.name }));
    this.changed(true);
  }

  private fail(thrown: unknown): void {
    const busy = codeOf(thrown) === 'unavailable';
    this.problem = busy ? t('files.busy') : sentenceFor('internal');
    this.changed(true);
  }

  private changed(now: boolean): void {
    if (this.over || (!now && this.timer !== undefined)) return;
    clearTimeout(this.timer);
    this.timer = now ? undefined : setTimeout(() => this.show(), SHOW_MS);
    if (now) this.show();
  }

  private show(): void {
    this.timer = undefined;
    this.listener.changed();
  }
}
