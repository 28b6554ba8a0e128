/** Frames of the Vert.x event-bus bridge, as JSON objects: one a text frame. */
import { type ErrorExtras, ParleyError, serverCode } from './codes.ts';

export type ClientFrame =
  | { readonly type: 'ping' }
  | { readonly type: 'register' | 'unregister'; readonly address: string }
  | { readonly type: 'send'; readonly address: string; readonly body: unknown; readonly replyAddress?: string };

export interface RecFrame {
  readonly type: 'rec';
  readonly address: string;
  readonly body: unknown;
}

export interface ErrFrame extends ErrorExtras {
  readonly type: 'err';
  readonly address?: string;
  readonly failureCode?: number;
  /** The stable code. */
  readonly message?: string;
  /** A sentence for people. */
  readonly detail?: string;
}

export type ServerFrame = RecFrame | ErrFrame | { readonly type: 'pong' };

/**
 * The frame in `text`, or `undefined` for anything that is none: a later server may send kinds we do not know. Never
 * throws, whatever the text holds. What a frame's fields hold is not looked at, but for the address of a `rec`.
 */
export function parseFrame(text: string): ServerFrame | undefined {
  try {
    const frame = JSON.parse(text) as Partial<ServerFrame> | null;
    if (frame?.type === 'pong') return { type: 'pong' };
    if (frame?.type === 'err') return frame as ErrFrame;
    if (frame?.type === 'rec' && typeof frame.address === 'string') return frame as RecFrame;
  } catch {
    // not JSON: nothing a client could answer
  }
  return undefined;
}

export function errorOf(frame: ErrFrame): ParleyError {
  const { message, detail, retryAfterMs, epoch } = frame;
  const sentence = [detail, message].find((text) => typeof text === 'string') ?? 'internal';
  return new ParleyError(serverCode(message), sentence, {
    ...(isWait(retryAfterMs) && { retryAfterMs }),
    ...(typeof epoch === 'string' && { epoch }),
  });
}

/** A wait that is none would make a request repeat itself without a pause. */
function isWait(value: unknown): value is number {
  return typeof value === 'number' && value >= 0;
}
