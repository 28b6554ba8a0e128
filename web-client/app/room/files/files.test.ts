import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Emitter } from '../../../sdk/emitter.ts';
import type { IncomingFile, OutgoingFile, TransferEvents } from '../../../sdk/files/index.ts';
import { ParleyError, type RemotePeer, type Room } from '../../../sdk/index.ts';
import { FileDesk } from './file-desk.ts';
import { ReceivedFile, SentFile, type SharedFile } from './shared-file.ts';
import { LARGEST, sizeText } from './size.ts';
import { statusOf } from './status.ts';
import { filesOf, MOST_FILES, Tray } from './tray.ts';

/** What a page sees of a transfer, whichever way it goes. */
class FakeTransfer extends Emitter<TransferEvents> {
  readonly accept = vi.fn();
  readonly refuse = vi.fn();
  readonly cancel = vi.fn();
  progress: { bytes: number; size: number };
  held = false;
  resolve: (blob?: Blob) => void = () => {};
  reject: (error: Error) => void = () => {};
  readonly done = new Promise<Blob | undefined>((resolve, reject) => {
    this.resolve = resolve;
    this.reject = reject;
  });

  constructor(
    readonly name = 'plan.pdf',
    readonly size = 1_000_000,
    readonly peerId = 'ben',
  ) {
    super();
    this.progress = { bytes: 0, size };
  }

  pause(): void {
    this.held = true;
  }

  resume(): void {
    this.held = false;
  }

  tell(type: 'paused' | 'resumed'): void {
    this.emit(type);
  }

  come(bytes: number): void {
    this.progress = { bytes, size: this.size };
    this.emit('progress', this.progress);
  }
}

class FakeChannel extends Emitter<{ message: [peer: RemotePeer | undefined, note: object] }> {
  readonly sent: unknown[] = [];

  async send(note: unknown): Promise<void> {
    this.sent.push(note);
  }

  bring(peer: RemotePeer | undefined, note: object): void {
    this.emit('message', peer, note);
  }
}

const INFO = { key: 'file 1', from: 'ben', whose: 'Ben', at: new Date() };
const settled = () => new Promise((resolve) => setTimeout(resolve));

function received(transfer = new FakeTransfer()) {
  const whole: SharedFile[] = [];
  const file = new ReceivedFile(
    INFO,
    transfer as unknown as IncomingFile,
    () => {},
    (done) => whole.push(done),
  );
  return { file, transfer, whole };
}

function sent(...names: string[]) {
  const transfers = names.map((name) => new FakeTransfer('plan.pdf', 1_000_000, name));
  const pairs = transfers.map((transfer, index) => [transfer as unknown as OutgoingFile, names[index] ?? ''] as const);
  const picked = new File(['x'], 'plan.pdf');
  Object.defineProperty(picked, 'size', { value: 1_000_000 });
  return { file: new SentFile(INFO, picked, pairs, () => {}), transfers };
}

describe('a file that is offered', () => {
  it('comes when it is accepted, can be paused, and says how far it is', () => {
    const { file, transfer } = received();
    expect([file.stage, statusOf(file)]).toEqual(['asked', '1 MB · accept it to get it']);
    file.accept();
    expect([transfer.accept.mock.calls.length, file.stage]).toEqual([1, 'going']);
    transfer.come(620_000);
    expect(statusOf(file)).toBe('62% of 1 MB');
    file.hold(true);
    expect([transfer.held, file.stage, statusOf(file)]).toEqual([true, 'held', 'Paused at 62% of 1 MB']);
    file.hold(false);
    transfer.tell('paused');
    expect([file.stage, statusOf(file)]).toEqual(['cut', 'Connection lost at 62% of 1 MB. It goes on by itself.']);
    transfer.tell('resumed');
    expect(file.stage).toBe('going');
    file.cancel();
    expect(transfer.cancel).toHaveBeenCalledOnce();
  });

  it('is saved as bytes and nothing else, whatever its sender calls it', async () => {
    const made: Blob[] = [];
    const create = vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => `blob:${made.push(blob as Blob)}`);
    const forget = vi.spyOn(URL, 'revokeObjectURL').mockImplementation(() => {});
    for (const type of ['text/html', 'image/svg+xml', 'image/png']) {
      const { file, transfer, whole } = received();
      file.accept();
      transfer.resolve(new Blob(['<script>'], { type }));
      await settled();
      expect([file.stage, whole, file.url !== undefined, file.picture !== undefined]).toEqual([
        ...['done', [file], true, type === 'image/png'],
      ]);
      file.forget();
      expect([file.url, file.picture]).toEqual([undefined, undefined]);
    }
    expect(made.map(({ type }) => type)).toEqual([
      ...['application/octet-stream', 'application/octet-stream', 'application/octet-stream', 'image/png'],
    ]);
    expect(forget).toHaveBeenCalledTimes(4);
    create.mockRestore();
    forget.mockRestore();
  });

  it.each([
    ['file_refused', 'You declined it'],
    ['file_cancelled', 'Cancelled'],
    ['file_corrupt', 'It arrived damaged and was thrown away. Ask for it again.'],
    ['peer_unknown', 'Ben left before it was through'],
  ] as const)('that ends with %s says “%s”', async (code, words) => {
    const { file, transfer } = received();
    transfer.reject(new ParleyError(code));
    await settled();
    expect([file.stage, statusOf(file)]).toEqual(['failed', words]);
  });
});

describe('a file that goes to many', () => {
  it('counts who has it, and its bar leaves out who does not want it', async () => {
    const { file, transfers } = sent('Ann', 'Ben', 'Cid', 'Dee');
    const [ann, ben, cid] = transfers;
    expect(statusOf(file)).toBe('4 have not answered');
    ann?.resolve();
    ben?.reject(new ParleyError('file_refused'));
    cid?.come(500_000);
    await settled();
    expect(statusOf(file)).toBe('1 person has it · 1 is getting it · 1 has not answered · 1 declined');
    expect([file.stage, file.progress]).toEqual(['going', 0.5]);
    file.hold(true);
    expect(transfers.map(({ held }) => held)).toEqual([false, false, true, true]);
    file.cancel();
    expect(transfers.map(({ cancel }) => cancel.mock.calls.length)).toEqual([0, 0, 1, 1]);
  });

  it('speaks of one receiver by name', async () => {
    const { file, transfers } = sent('Ann');
    expect(statusOf(file)).toBe('Waiting for Ann to accept');
    transfers[0]?.reject(new ParleyError('file_corrupt'));
    await settled();
    expect(statusOf(file)).toBe('It arrived damaged at Ann. Send it again.');
  });
});

describe('the tray', () => {
  const file = (name: string, size = 1) => Object.defineProperty(new File([], name), 'size', { value: size });
  let tray: Tray;
  beforeEach(() => {
    tray = new Tray(() => {});
  });

  it('takes what is small enough, and says the limit in words', () => {
    tray.add([file('a'), file('film.mkv', LARGEST + 1)]);
    expect([tray.files.length, tray.problem]).toEqual([1, '“film.mkv” is too large. Files may have up to 200 MB.']);
    tray.add([file('b', LARGEST)]);
    expect([tray.files.length, tray.problem]).toEqual([2, '']);
    expect([tray.take().map(({ name }) => name), tray.files]).toEqual([['a', 'b'], []]);
  });

  it('holds so many', () => {
    tray.add(Array.from({ length: MOST_FILES + 5 }, (_, n) => file(`${n}`)));
    expect([tray.files.length, tray.problem]).toEqual([MOST_FILES, 'No more than 10 files at a time.']);
    tray.remove(tray.files[0] as File);
    expect([tray.files.length, tray.problem]).toEqual([MOST_FILES - 1, '']);
  });

  it('takes no folders, which browsers give no bytes of', () => {
    const item = (name: string, isDirectory: boolean, kind = 'file') =>
      ({ kind, getAsFile: () => file(name), webkitGetAsEntry: () => ({ isDirectory }) }) as unknown as DataTransferItem;
    const items = [item('a.txt', false), item('folder', true), item('text', false, 'string')];
    const { files, folders } = filesOf({ items, files: [] } as unknown as DataTransfer);
    expect([files.map(({ name }) => name), folders]).toEqual([['a.txt'], true]);
    expect(filesOf(null)).toEqual({ files: [], folders: false });
  });
});

describe('sizes', () => {
  it.each([
    [0, '0 bytes'],
    [512, '512 bytes'],
    [1_400, '1.4 kB'],
    [2_000_000, '2 MB'],
    [123_456_789, '123 MB'],
    [5e13, '50,000 GB'],
  ])('of %d bytes are %s', (bytes, words) => expect(sizeText(bytes)).toBe(words));
});

describe('files in a room', () => {
  function room() {
    const channel = new FakeChannel();
    const self = { peerId: 'me', displayName: 'Me' };
    const peers = [{ id: 'ben', name: 'Ben' } as RemotePeer];
    const fake = Object.assign(new Emitter(), { self, peers, channels: { get: () => channel } });
    const offered: SharedFile[] = [];
    const listener = { changed: () => {}, whisper: () => {}, now: () => new Date() };
    const desk = new FileDesk(fake as unknown as Room, { ...listener, offered: (file) => offered.push(file) });
    return { desk, offered, sentNotes: channel.sent, peers, offer: (note: object) => channel.bring(peers[0], note) };
  }

  it('are offered to whoever is there, and come from there', async () => {
    const { desk, offer, offered, peers, sentNotes } = room();
    desk.send([new File(['hello'], 'a.txt')], peers);
    await vi.waitFor(() => expect(desk.list.length).toBe(1));
    expect(sentNotes).toMatchObject([{ t: 'offer', name: 'a.txt', size: 5 }]);
    offer({ t: 'offer', id: 7, name: '../b.txt', size: 10, type: 'text/plain' });
    expect(offered).toMatchObject([{ name: 'b.txt', whose: 'Ben', own: false }]);
    offer({ t: 'offer', id: 8, name: 'large', size: LARGEST + 1, type: '' });
    expect([offered.length, sentNotes.at(-1)]).toMatchObject([1, { t: 'stop', why: 'too_large' }]);
    offer({ t: 'stop', id: 1, of: 'receiver', why: 'cancelled' });
    await settled();
    const [own] = desk.list;
    desk.again(own as SentFile);
    await vi.waitFor(() => expect(desk.list.length).toBe(3));
    desk.stop();
  });

  it('say so when too many are on their way', async () => {
    const { desk, peers } = room();
    desk.send(
      Array.from({ length: 17 }, (_, n) => new File(['x'], `${n}`)),
      peers,
    );
    await vi.waitFor(() =>
      expect(desk.problem).toBe('Too many files are on their way. Wait for some of them to be through.'),
    );
    expect(desk.list.length).toBe(16);
  });
});
