import type { Fetch } from './environment.ts';
import { ParleyError, serverCode } from './wire/codes.ts';

/** A problem document (RFC 9457) as the server writes it. */
interface Problem {
  readonly code?: string;
  readonly detail?: string;
  readonly title?: string;
  readonly retryAfterMs?: number;
}

/** The REST half of the contract. Every failure is a {@link ParleyError}: the server's own code, or `disconnected`. */
export class Rest {
  private readonly base: string;

  /**
   * @param endpoint base URL of a node
   * @param token a JWT to show with every request, or an empty string for none
   */
  constructor(
    endpoint: string,
    private readonly fetch: Fetch,
    private readonly token: () => string | Promise<string> = () => '',
  ) {
    this.base = `${endpoint.replace(/\/+$/, '')}/api/v1/`;
  }

  get<T>(path: string, signal?: AbortSignal): Promise<T> {
    return this.call(path, { signal: signal ?? null });
  }

  post<T>(path: string, body: unknown): Promise<T> {
    return this.call(path, { method: 'POST', body: JSON.stringify(body) });
  }

  private async call<T>(path: string, init: RequestInit): Promise<T> {
    const token = await this.token();
    const headers = {
      ...(init.body && { 'content-type': 'application/json' }),
      ...(token && { authorization: `Bearer ${token}` }),
    };
    const response = await this.fetch(this.base + path, { ...init, headers }).catch(() => undefined);
    if (!response) throw new ParleyError('disconnected', 'The server cannot be reached.');
    const body = await response.json().catch(() => ({}));
    if (!response.ok) throw problemOf(response, body as Problem);
    return body as T;
  }
}

function problemOf(response: Response, { code, detail, title, retryAfterMs }: Problem): ParleyError {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  const wait = retryAfterMs ?? (Number.isFinite(seconds) ? seconds * 1_000 : undefined);
  const sentence = detail ?? title ?? `The server answered ${response.status}.`;
  return new ParleyError(serverCode(code), sentence, wait === undefined ? {} : { retryAfterMs: wait });
}
