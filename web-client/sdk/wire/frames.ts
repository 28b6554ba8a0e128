/** Frames of the Vert.x event-bus bridge, as JSON objects: one a text frame. */
import { type ErrorCode, type ErrorExtras, ParleyError } from './codes.ts';

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

/** The frame in `text`, or `undefined` for anything that is none: a later server may send kinds we do not know. */
export function parseFrame(text: string): ServerFrame | undefined {
  try {
    const frame = JSON.parse(text) as Partial<ServerFrame> | null;
    if (frame?.type === 'pong' || frame?.type === 'err') return frame as ServerFrame;
    if (frame?.type === 'rec' && typeof frame.address === 'string') return frame as RecFrame;
  } catch {
    // not JSON: nothing a client could answer
  }
  return undefined;
}

export function errorOf(frame: ErrFrame): ParleyError {
  const { message = 'internal', detail, retryAfterMs, epoch } = frame;
  return new ParleyError(message as ErrorCode, detail ?? message, {
    ...(typeof retryAfterMs === 'number' && { retryAfterMs }),
    ...(typeof epoch === 'string' && { epoch }),
  });
}
