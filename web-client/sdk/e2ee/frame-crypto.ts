import { clearBytes, type FrameKey, openFrame, sealFrame, trailerOf } from './frame.ts';
import { ReplayGuard } from './replay.ts';

export type Kind = 'audio' | 'video';

/** What a sender seals with, and what frames of each peer are opened with. */
export interface FrameKeys {
  readonly sending: FrameKey | undefined;
  readonly opening: ReadonlyMap<string, readonly FrameKey[]>;
}

/** An encoded frame as browsers hand it out (WebRTC Encoded Transform). */
export interface EncodedFrame {
  data: ArrayBuffer;
  readonly type?: string;
  getMetadata(): { readonly mimeType?: string };
}

/** Why a frame was dropped: its key is not known (yet), or it cannot be what its sender sealed. */
export type Drop = 'no-key' | 'failed';

export interface FrameCryptoListener {
  dropped(peerId: string, why: Drop): void;
}

/** A keyframe is asked for at most that often, milliseconds. */
const KEYFRAME_MS = 1_000;
/** Key and lane pairs that one peer's numbers are kept for. */
const STREAMS = 64;

const ASSUMED: Readonly<Record<Kind, string>> = { audio: 'audio/opus', video: 'video/vp8' };

/** Seals and opens frames, in whatever thread they come by. Says of each whether it may go on; one that may not is lost. */
export class FrameCrypto {
  private keys: FrameKeys = { sending: undefined, opening: new Map() };

  constructor(
    private readonly subtle: SubtleCrypto,
    private readonly listener: FrameCryptoListener,
    private readonly now: () => number,
  ) {}

  update(keys: FrameKeys): void {
    this.keys = keys;
  }

  /** @param wantKeyframe called when the receivers missed frames, so that only a keyframe helps them on */
  sealer(lane: number, kind: Kind, wantKeyframe: () => void): (frame: EncodedFrame) => Promise<boolean> {
    let counter = 0;
    let missed = false;
    return async (frame) => {
      const { sending } = this.keys;
      const clear = clearBytes(mimeTypeOf(frame, kind), frame.type);
      if (!sending || clear === undefined) {
        missed = true;
        return false;
      }
      counter += 1;
      frame.data = await sealFrame(this.subtle, frame.data, clear, sending, { lane, counter });
      if (missed && kind === 'video' && frame.type !== 'key') wantKeyframe();
      missed = false;
      return true;
    };
  }

  opener(peerId: string, wantKeyframe: () => void): (frame: EncodedFrame) => Promise<boolean> {
    const streams = new Map<string, ReplayGuard>();
    let askedAt = Number.NEGATIVE_INFINITY;
    let missed = false;
    return async (frame) => {
      const outcome = await this.open(peerId, streams, frame);
      if (outcome === 'no-key' || outcome === 'failed') {
        missed = true;
        this.listener.dropped(peerId, outcome);
      } else if (outcome === 'opened' && missed && this.now() - askedAt >= KEYFRAME_MS) {
        missed = false;
        askedAt = this.now();
        wantKeyframe();
      }
      return outcome === 'opened';
    };
  }

  private async open(
    peerId: string,
    streams: Map<string, ReplayGuard>,
    frame: EncodedFrame,
  ): Promise<Drop | 'opened' | 'repeated'> {
    const trailer = trailerOf(frame.data);
    if (!trailer) return 'failed';
    const { generation, id, lane, counter } = trailer;
    const keys = this.keys.opening.get(peerId) ?? [];
    const key = keys.find((known) => known.generation === generation && known.id === id);
    if (!key) return 'no-key';
    const stream = `${generation} ${id} ${lane}`;
    const replay = streams.get(stream) ?? new ReplayGuard(false);
    try {
      // common and harmless: browsers fill the line with packets sent before when they probe for bandwidth
      if (!replay.fresh(counter)) return 'repeated';
      const opened = await openFrame(this.subtle, frame.data, trailer, key.key);
      if (!replay.take(counter)) return 'repeated';
      streams.set(stream, replay);
      if (streams.size > STREAMS) streams.delete(streams.keys().next().value as string);
      frame.data = opened;
      return 'opened';
    } catch {
      return 'failed';
    }
  }
}

function mimeTypeOf(frame: EncodedFrame, kind: Kind): string {
  return frame.getMetadata().mimeType?.toLowerCase() ?? ASSUMED[kind];
}
