import { type Bytes, encoded, NOTHING, toBase64 } from './bytes.ts';
import type { FrameKey } from './frame.ts';
import type { FrameKeys } from './frame-crypto.ts';
import type { Group, GroupKey } from './group.ts';
import type { Tag } from './identity.ts';
import { aesKey } from './root.ts';

/** Whose frames they are. */
export interface Sender {
  readonly peerId: string;
  readonly tag: Tag;
  readonly publicKey: Bytes;
}

/** Makes of each key of the group one for every sender, so that no two senders ever share a nonce. */
export class MediaKeys {
  private readonly made = new Map<string, Promise<FrameKey>>();
  private version = 0;

  constructor(
    private readonly subtle: SubtleCrypto,
    private readonly roomId: string,
    private readonly use: (keys: FrameKeys) => void,
  ) {}

  /** Derives what is missing and hands everything over; of calls that overlap the newest counts. */
  async update({ sending, opening }: Group, own: Sender, others: readonly Sender[]): Promise<void> {
    this.version += 1;
    const { version } = this;
    const needed = new Set<string>();
    const derive = (group: GroupKey, sender: Sender) => this.derive(group, sender, needed);
    const all = others.map(async (sender) => {
      const keys = await Promise.all(opening.map((group) => derive(group, sender)));
      return [sender.peerId, keys] as const;
    });
    const keys = { sending: sending && (await derive(sending, own)), opening: new Map(await Promise.all(all)) };
    if (version !== this.version) return;
    for (const name of this.made.keys()) if (!needed.has(name)) this.made.delete(name);
    this.use(keys);
  }

  private derive({ generation, id, raw }: GroupKey, sender: Sender, needed: Set<string>): Promise<FrameKey> {
    const point = toBase64(sender.publicKey);
    const name = `${generation} ${id} ${sender.tag} ${point}`;
    needed.add(name);
    const info = encoded('media', this.roomId, sender.tag, point);
    const made = this.made.get(name) ?? this.make(raw, info).then((key) => ({ generation, id, key }));
    this.made.set(name, made);
    return made;
  }

  private async make(raw: Bytes, info: Bytes): Promise<CryptoKey> {
    const group = await this.subtle.importKey('raw', raw, 'HKDF', false, ['deriveKey']);
    return aesKey(this.subtle, group, NOTHING, info);
  }
}
