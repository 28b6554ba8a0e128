import { Account } from '../auth/account.ts';
import type { StoredToken, TokenStore } from '../auth/token-store.ts';
import type { Environment } from '../environment.ts';

const HOUR = 3_600;

/** A JWT as the server makes them, but for its signature. */
export function jwt(part: object = {}): string {
  const claims = { sub: 'u_ann', username: 'ann', name: 'Ann', iat: 1_000, exp: 1_000 + 24 * HOUR, ...part };
  const encoded = Buffer.from(JSON.stringify(claims)).toString('base64url');
  return `e30.${encoded}.sig`;
}

export class FakeTokenStore implements TokenStore {
  stored: StoredToken | undefined;
  kept: boolean | undefined;
  read = () => this.stored;
  write(token: StoredToken, keep?: boolean): void {
    this.stored = token;
    if (keep !== undefined) this.kept = keep;
  }
  clear(): void {
    this.stored = undefined;
  }
}

interface Asked {
  readonly url: string;
  readonly body: unknown;
}

/** Answers REST requests by path: a value is a 200, a `Response` is itself. */
export class FakeRest {
  readonly asked: Asked[] = [];
  answers: Record<string, unknown> = {};

  fetch = async (url: string, init: RequestInit): Promise<Response> => {
    this.asked.push({ url, body: init.body ? JSON.parse(init.body as string) : undefined });
    const answer = Object.entries(this.answers).find(([path]) => url.endsWith(path))?.[1];
    if (answer === undefined) throw new TypeError('no network');
    return answer instanceof Response ? answer.clone() : Response.json(answer);
  };
}

export function problem(status: number, code: string, headers: Record<string, string> = {}): Response {
  return Response.json({ status, code, detail: `About ${code}.` }, { status, headers });
}

export function accountIn(env: Environment, rest: FakeRest, store = new FakeTokenStore()): Account {
  return new Account({ endpoint: 'https://node.example/', environment: { ...env, fetch: rest.fetch }, store });
}
