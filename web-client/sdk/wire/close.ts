import { type ErrorCode, ParleyError } from './codes.ts';

/** Why a socket closed. `opened` is false when it never got as far as being usable. */
export interface SocketClose {
  readonly code: number;
  readonly reason: string;
  readonly opened: boolean;
}

export const NODE_DRAINING = 3000;

const FINAL: Readonly<Record<number, [ErrorCode, string]>> = {
  3500: ['banned', 'The server has banned this client.'],
  3501: ['token_invalid', 'The token is invalid or has expired.'],
  3502: ['session_replaced', 'The session was continued elsewhere.'],
  3503: ['access_denied', 'The server closed the connection because of abuse.'],
};

/**
 * The error a close amounts to when the client must not come back by itself (3500–3999), else `undefined`: everything
 * below, including what browsers report for a broken network, means "reconnect and resume".
 */
export function finalError(close: SocketClose): ParleyError | undefined {
  if (close.code < 3500 || close.code > 3999) return undefined;
  const [code, sentence] = FINAL[close.code] ?? ['access_denied', 'The server closed the connection for good.'];
  return new ParleyError(code, close.reason || sentence);
}
