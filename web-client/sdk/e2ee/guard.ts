import type { Environment } from '../environment.ts';
import type { E2eeState, Guard, GuardListener, GuardPort, GuardSession } from '../room/guard.ts';
import { ParleyError } from '../wire/codes.ts';
import type { PeerInfo } from '../wire/room-messages.ts';
import type { FromWorker } from './frame-worker.ts';
import { type Root, rootOf } from './root.ts';
import { safetyCode } from './safety-code.ts';
import { E2eeSession, type What } from './session.ts';
import { browserTransforms, type FrameTransforms } from './transforms.ts';

export interface E2eeOptions {
  /** Known to the members alone: typed, or in the fragment of a link. It is never sent, in no form. */
  readonly secret: string;
  /** Where `assets/worker.js` of the SDK lies, for pages whose bundler does not see to it. Same origin as the page. */
  readonly worker?: string | URL;
  /** What takes the place of the browser's frame transforms, for tests. */
  readonly transforms?: FrameTransforms;
}

/** Frames in a row whose key never came before that is reported; fewer are common while keys change. */
const PATIENCE = 500;
/** Encoders of one stay in a room; a frame's number has no place for more. */
const LANES = 65_536;

/**
 * Prepares a room's encryption; takes 0.4 to 1.2 s, for stretching the secret. Rejects with `e2ee_unsupported` where
 * the browser cannot seal media, and `invalid_argument` for an empty secret.
 */
export async function createGuard(roomId: string, options: E2eeOptions, env: Environment): Promise<Guard> {
  if (!options.secret) throw new ParleyError('invalid_argument', 'A secret must not be empty.');
  if (!env.crypto?.subtle) throw new ParleyError('e2ee_unsupported', 'Encryption needs a page served by HTTPS.');
  const transforms = options.transforms ?? browserTransforms(options.worker);
  try {
    return new E2eeGuard(roomId, env, await rootOf(env.crypto.subtle, options.secret, roomId), transforms);
  } catch (thrown) {
    transforms.close();
    throw thrown;
  }
}

class E2eeGuard implements Guard {
  private session: E2eeSession | undefined;
  private listener: GuardListener | undefined;
  private readonly counts: Record<What, number> = { signals: 0, messages: 0, frames: 0 };
  private readonly reported = new Set<string>();
  private readonly keyless = new Map<string, number>();
  private code = { of: '', text: '' };
  private lanes = 0;

  constructor(
    private readonly roomId: string,
    private readonly env: Environment,
    private readonly root: Root,
    private readonly transforms: FrameTransforms,
  ) {
    transforms.listen((report) => this.frames(report));
  }

  get state(): E2eeState {
    const members = [...(this.session?.members.values() ?? [])];
    return {
      generation: this.session?.group.current?.generation ?? 0,
      safetyCode: this.code.text,
      peers: new Map(members.map(({ peerId, trust }) => [peerId, trust])),
      dropped: { ...this.counts },
    };
  }

  listen(listener: GuardListener): void {
    this.listener = listener;
  }

  enter(self: PeerInfo, port: GuardPort): GuardSession {
    const session = new E2eeSession(
      {
        ...{ env: this.env, roomId: this.roomId, root: this.root, transforms: this.transforms },
        nextLane: () => this.nextLane(),
        changed: () => this.session === session && this.changed(),
        dropped: (peerId, what) => this.dropped(peerId, what),
      },
      self,
      port,
    );
    this.session = session;
    return session;
  }

  close(): void {
    this.session = undefined;
    this.transforms.close();
  }

  private nextLane(): number {
    if (this.lanes >= LANES) throw new ParleyError('e2ee_failed', 'The room must be joined anew: no lane is left.');
    this.lanes += 1;
    return this.lanes - 1;
  }

  private changed(): void {
    this.listener?.changed(this.state);
    void this.refreshCode();
  }

  /** Made anew when other people have proved themselves; empty in the meantime, never somebody else's. */
  private async refreshCode(): Promise<void> {
    const { identity, members } = this.session ?? {};
    const verified = [...(members?.values() ?? [])].flatMap(({ trust, tag, pair }) =>
      trust === 'verified' && pair ? [{ tag, publicKey: pair.publicKey }] : [],
    );
    const of = verified.map(({ tag }) => tag).join(' ');
    if (!identity || of === this.code.of) return;
    this.code = { of, text: '' };
    if (verified.length === 0) return;
    const text = await safetyCode(this.env.crypto.subtle, this.root, [identity, ...verified]);
    if (this.code.of !== of) return;
    this.code = { of, text };
    this.listener?.changed(this.state);
  }

  private dropped(peerId: string, what: What, count = 1): void {
    this.counts[what] += count;
    const name = `${what} ${peerId}`;
    if (!this.reported.has(name)) {
      this.reported.add(name);
      this.listener?.failed(new ParleyError('e2ee_failed', SENTENCES[what]), peerId);
    }
    this.listener?.changed(this.state);
  }

  private frames({ peerId, why, count }: FromWorker): void {
    if (why === 'failed') return this.dropped(peerId, 'frames', count);
    const missed = (this.keyless.get(peerId) ?? 0) + count;
    this.keyless.set(peerId, missed);
    if (missed >= PATIENCE) this.dropped(peerId, 'frames', count);
    else this.counts.frames += count;
  }
}

const SENTENCES: Readonly<Record<What, string>> = {
  signals: 'A peer has another secret or none, or somebody meddles: what it signals cannot be opened.',
  messages: 'A message was not sealed as it should be, and was dropped.',
  frames: 'Sound or picture of a peer could not be opened, and was dropped.',
};
