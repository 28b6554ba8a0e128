const SERVER_CODES = [
  ...(['invalid_json', 'missing_type', 'invalid_type', 'missing_address', 'invalid_argument'] as const),
  ...(['unsupported_protocol', 'not_open', 'token_invalid', 'bad_credentials', 'wrong_password'] as const),
  ...(['access_denied', 'not_member', 'not_allowed', 'banned', 'room_unknown', 'peer_unknown'] as const),
  ...(['call_unknown', 'invitation_unknown', 'user_unknown', 'room_exists', 'room_full', 'name_taken'] as const),
  ...(['already_answered', 'out_of_order', 'epoch_changed', 'invitation_expired', 'room_closed'] as const),
  ...(['frame_too_large', 'weak_password', 'invalid_name', 'room_locked', 'rate_limited'] as const),
  ...(['too_many_attempts', 'internal', 'unavailable', 'draining'] as const),
] as const;

/** Codes the server sends in the `message` of an `err` frame, and in the `code` of a problem document. */
export type ServerCode = (typeof SERVER_CODES)[number];

const KNOWN: ReadonlySet<string> = new Set(SERVER_CODES);

/** The code a server named; one of a later server, which nobody here can know, counts as `internal`. */
export function serverCode(name: unknown): ServerCode {
  return KNOWN.has(name as string) ? (name as ServerCode) : 'internal';
}

/** Codes that arise on this side of the socket. */
export type ClientCode =
  | 'timeout' // no answer within the request's deadline
  | 'disconnected' // the socket was lost before the answer
  | 'aborted' // its AbortSignal fired
  | 'call_over' // the call ended before it could be joined
  | 'closed' // the client or the room was closed here
  | 'session_replaced' // the session goes on in another socket (close code 3502)
  | 'media_denied' // the person or the browser refused the device
  | 'media_missing' // there is no such device
  | 'media_failed' // the device is there but cannot be used, often because another program holds it
  | 'recording_full' // the place that a recording is written to takes no more
  | 'channel_full' // too much waits for a peer on a data channel; send again when what was sent before is through
  | 'e2ee_required' // the room's members encrypt end to end: it cannot be joined without their secret
  | 'e2ee_unsupported' // this browser cannot encrypt media, so a room with encryption is not joined
  | 'e2ee_failed' // something that should be sealed is not, or cannot be opened: another secret, or an attack
  | 'file_refused' // the other side does not want the file
  | 'file_cancelled' // one of the two sides ended the transfer
  | 'file_too_large' // more than the receiving side takes
  | 'file_corrupt'; // what arrived is not what was sent

export type ErrorCode = ServerCode | ClientCode;

const RETRYABLE: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'timeout',
  'disconnected',
  'not_open',
  'rate_limited',
  'unavailable',
  'draining',
]);

/** What an `err` frame tells besides its code. */
export interface ErrorExtras {
  /** Earliest sensible retry, milliseconds from now. */
  readonly retryAfterMs?: number;
  /** The room's new epoch; only with `epoch_changed`. */
  readonly epoch?: string;
  /** Whom it concerns; with `channel_full`, who does not get the message. */
  readonly peers?: readonly string[];
}

/** A request that failed. `message` is a sentence for people, `code` is for programs. */
export class ParleyError extends Error {
  override readonly name = 'ParleyError';

  constructor(
    readonly code: ErrorCode,
    message: string = code,
    readonly extras: ErrorExtras = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  /** Whether the same request may succeed later without any change to it. */
  get retryable(): boolean {
    return RETRYABLE.has(this.code);
  }
}

/** The code of whatever was thrown; anything that is no {@link ParleyError} is `internal`. */
export function codeOf(thrown: unknown): ErrorCode {
  return thrown instanceof ParleyError ? thrown.code : 'internal';
}
