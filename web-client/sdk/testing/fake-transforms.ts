import type { Kind } from '../e2ee/frame-crypto.ts';
import { FrameCrypto, type FrameKeys } from '../e2ee/frame-crypto.ts';
import type { FromWorker } from '../e2ee/frame-worker.ts';
import type { FrameTransforms } from '../e2ee/transforms.ts';

/** Seals and opens frames in the test's own thread, when the test says so. */
export class FakeTransforms implements FrameTransforms {
  readonly configuration = {};
  readonly sealed = new Map<unknown, number>();
  readonly opened = new Map<unknown, string>();
  readonly kinds: Kind[] = [];
  now: FrameKeys = { sending: undefined, opening: new Map() };
  closed = false;
  report: (report: FromWorker) => void = () => {};
  private readonly crypto = new FrameCrypto(
    globalThis.crypto.subtle,
    { dropped: (peerId, why) => this.report({ peerId, why, count: 1 }) },
    () => 0,
  );
  private lane = 50_000;

  seal(sender: unknown, lane: number, kind: Kind): void {
    this.sealed.set(sender, lane);
    this.kinds.push(kind);
  }

  open(receiver: unknown, peerId: string): void {
    this.opened.set(receiver, peerId);
  }

  keys(keys: FrameKeys): void {
    this.now = keys;
    this.crypto.update(keys);
  }

  listen(dropped: (report: FromWorker) => void): void {
    this.report = dropped;
  }

  close(): void {
    this.closed = true;
  }

  /** What a frame of ours looks like on its way; `undefined` when nothing may be sent. */
  async send(bytes: Uint8Array): Promise<ArrayBuffer | undefined> {
    this.lane += 1;
    const frame = { data: bytes.slice().buffer, getMetadata: () => ({}) };
    return (await this.crypto.sealer(this.lane, 'audio', () => {})(frame)) ? frame.data : undefined;
  }

  /** What comes out of a peer's frame; `undefined` for one that was dropped. */
  async receive(peerId: string, data: ArrayBuffer): Promise<Uint8Array | undefined> {
    const frame = { data, getMetadata: () => ({}) };
    return (await this.crypto.opener(peerId, () => {})(frame)) ? new Uint8Array(frame.data) : undefined;
  }
}
