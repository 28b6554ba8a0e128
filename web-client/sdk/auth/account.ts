import { Emitter } from '../emitter.ts';
import { browserEnvironment, type Environment, type Timer } from '../environment.ts';
import { Rest } from '../rest.ts';
import { type ErrorCode, ParleyError } from '../wire/codes.ts';
import type { User } from '../wire/session-messages.ts';
import { claimsOf } from './claims.ts';
import { BrowserTokenStore, type StoredToken, type TokenStore } from './token-store.ts';

/** A token is renewed once less than this part of its life is left. */
const LAST_PART = 1 / 4;
/** setTimeout cannot wait longer, milliseconds. */
const LONGEST_WAIT_MS = 2 ** 31 - 1;
/** Pause before a renewal that the network prevented is tried again. */
const RETRY_MS = 30_000;

/** Answers to a renewal after which the token is worth nothing. */
const REFUSED: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['token_invalid', 'bad_credentials', 'user_unknown']);

export interface SignedIn extends User {
  readonly displayName: string;
}

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

export interface AccountOptions {
  /** Base URL of a node. */
  readonly endpoint: string;
  readonly environment?: Partial<Environment>;
  readonly store?: TokenStore;
}

export type AccountEvents = {
  /** Somebody signed in or out, here or in another tab. */
  change: [user: SignedIn | undefined];
  /** The token was replaced by a fresh one: open sessions should show it. */
  renewed: [];
};

interface TokenReply {
  readonly token: string;
}

/** Who is signed in, and the token that proves it. It is renewed well before it ends, for as long as a page is open. */
export class Account extends Emitter<AccountEvents> {
  private readonly env: Environment;
  private readonly rest: Rest;
  private readonly store: TokenStore;
  private renewing: Promise<string> | undefined;
  private timer: Timer;
  private known: string | undefined;

  constructor({ endpoint, environment, store = new BrowserTokenStore() }: AccountOptions) {
    super();
    this.env = { ...browserEnvironment(), ...environment };
    this.rest = new Rest(endpoint, this.env.fetch);
    this.store = store;
    this.known = this.user?.id;
    this.watch();
  }

  /** As the token says; `undefined` when nobody is signed in. */
  get user(): SignedIn | undefined {
    const claims = claimsOf(this.valid()?.token ?? '');
    return claims && { id: claims.sub, username: claims.username, displayName: claims.name };
  }

  /**
   * Makes an account and signs in.
   * Rejects with `name_taken`, `weak_password`, `invalid_name`, `too_many_attempts` …
   * @param keep whether one stays signed in when the tab is closed
   */
  register(wish: Credentials & { readonly displayName?: string }, keep: boolean): Promise<void> {
    return this.enter('auth/register', wish, keep);
  }

  /** Rejects with `bad_credentials`, `too_many_attempts` … */
  login(credentials: Credentials, keep: boolean): Promise<void> {
    return this.enter('auth/login', credentials, keep);
  }

  /** A token that is good for a while; empty when nobody is signed in. Meant as the `token` of a client. */
  readonly token = async (): Promise<string> => {
    const stored = this.valid();
    if (!stored) return '';
    return this.due(stored) <= 0 ? this.renew(stored) : stored.token;
  };

  /** Takes the token that the server gave in the place of the former one. */
  adopt(token: string): void {
    this.keep(token);
    this.adopted();
  }

  /** Forgets the token on this device; it stays good elsewhere until it ends. */
  signOut(): void {
    this.store.clear();
    this.check();
  }

  /** The server takes this token no more; the one of a tab that renewed it meanwhile is left alone. */
  refused(token: string): void {
    if (this.store.read()?.token === token) this.signOut();
  }

  /** Looks into the store again: another tab may have signed in or out. */
  check(): void {
    const { user } = this;
    this.watch();
    if (user?.id === this.known) return;
    this.known = user?.id;
    this.emit('change', user);
  }

  private async enter(path: string, body: object, keep: boolean): Promise<void> {
    const { token } = await this.rest.post<TokenReply>(path, body);
    this.keep(token, keep);
    this.check();
  }

  private keep(token: string, keep?: boolean): void {
    const claims = claimsOf(token);
    if (!claims) throw new ParleyError('internal', 'The server gave a token that cannot be read.');
    // counted from now by our own clock, which may be far from the server's
    this.store.write({ token, until: this.env.wallTime() + claims.lifetime * 1_000 }, keep);
  }

  private adopted(): void {
    this.watch();
    this.emit('renewed');
  }

  private valid(): StoredToken | undefined {
    const stored = this.store.read();
    return stored && stored.until > this.env.wallTime() ? stored : undefined;
  }

  /** Milliseconds until the token should be renewed. */
  private due({ token, until }: StoredToken): number {
    const lifetime = (claimsOf(token)?.lifetime ?? 0) * 1_000;
    return until - lifetime * LAST_PART - this.env.wallTime();
  }

  private watch(): void {
    this.env.clearTimer(this.timer);
    const stored = this.valid();
    if (stored) this.wait(Math.max(0, this.due(stored)));
  }

  private wait(delayMs: number): void {
    this.timer = this.env.setTimer(() => void this.elapsed(), Math.min(delayMs, LONGEST_WAIT_MS));
  }

  private async elapsed(): Promise<void> {
    const stored = this.valid();
    if (!stored) return this.check();
    // another tab renewed it: this page's session needs it all the same
    if (this.due(stored) > 0) return this.adopted();
    await this.renew(stored);
    const fresh = this.valid();
    if (fresh && this.due(fresh) <= 0) this.wait(RETRY_MS);
  }

  private renew(stored: StoredToken): Promise<string> {
    this.renewing ??= this.refresh(stored).finally(() => {
      this.renewing = undefined;
    });
    return this.renewing;
  }

  private async refresh({ token }: StoredToken): Promise<string> {
    try {
      const reply = await this.rest.post<TokenReply>('auth/refresh', { token });
      this.adopt(reply.token);
      return reply.token;
    } catch (thrown) {
      const refused = thrown instanceof ParleyError && REFUSED.has(thrown.code);
      if (!refused) return token;
      this.signOut();
      return '';
    }
  }
}
