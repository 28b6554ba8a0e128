/** A token, and until when it may be used by this machine's clock, milliseconds since 1970. */
export interface StoredToken {
  readonly token: string;
  readonly until: number;
}

/** Where a token lives between pages. */
export interface TokenStore {
  read(): StoredToken | undefined;
  /** @param keep beyond the tab; left out, the token stays where the former one was */
  write(token: StoredToken, keep?: boolean): void;
  clear(): void;
}

export const TOKEN_KEY = 'parley.token';

type Area = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** A token that is kept lies in localStorage, any other in sessionStorage. Without either it lives as long as the page. */
export class BrowserTokenStore implements TokenStore {
  private memory: StoredToken | undefined;

  constructor(
    private readonly tab: Area | undefined = area('sessionStorage'),
    private readonly machine: Area | undefined = area('localStorage'),
  ) {}

  read(): StoredToken | undefined {
    return parse(this.tab?.getItem(TOKEN_KEY)) ?? parse(this.machine?.getItem(TOKEN_KEY)) ?? this.memory;
  }

  write(token: StoredToken, keep = this.kept): void {
    this.clear();
    this.memory = token;
    try {
      (keep ? this.machine : this.tab)?.setItem(TOKEN_KEY, JSON.stringify(token));
    } catch {
      // full or forbidden: kept in memory above
    }
  }

  clear(): void {
    this.memory = undefined;
    this.tab?.removeItem(TOKEN_KEY);
    this.machine?.removeItem(TOKEN_KEY);
  }

  private get kept(): boolean {
    return !this.tab?.getItem(TOKEN_KEY) && !!this.machine?.getItem(TOKEN_KEY);
  }
}

/** Private windows may forbid it. */
function area(name: 'sessionStorage' | 'localStorage'): Storage | undefined {
  try {
    return globalThis[name];
  } catch {
    return undefined;
  }
}

function parse(text: string | null | undefined): StoredToken | undefined {
  try {
    const stored = JSON.parse(text ?? '') as Partial<StoredToken>;
    return typeof stored.token === 'string' && typeof stored.until === 'number' ? (stored as StoredToken) : undefined;
  } catch {
    return undefined;
  }
}
