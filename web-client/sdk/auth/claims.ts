/** What a client reads in its own token (RFC 7519). Only the server can say whether it is true. */
export interface Claims {
  readonly sub: string;
  readonly username: string;
  /** The name to show. */
  readonly name: string;
  /** Seconds from its issue to its end. */
  readonly lifetime: number;
}

/** The claims of a JWT, or `undefined` for text that is none. */
export function claimsOf(token: string): Claims | undefined {
  try {
    const [, payload = ''] = token.split('.');
    const { sub, username, name, iat, exp } = JSON.parse(textOf(payload)) as Record<string, unknown>;
    if (typeof sub !== 'string' || typeof username !== 'string' || typeof exp !== 'number') return undefined;
    const lifetime = typeof iat === 'number' ? exp - iat : 0;
    return { sub, username, name: typeof name === 'string' && name ? name : username, lifetime };
  } catch {
    return undefined;
  }
}

function textOf(base64url: string): string {
  const binary = atob(base64url.replace(/-/g, '+').replace(/_/g, '/'));
  return new TextDecoder().decode(Uint8Array.from(binary, (letter) => letter.charCodeAt(0)));
}
