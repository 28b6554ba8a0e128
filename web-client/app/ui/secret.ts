const NAME = 'secret';

const key = (roomId: string) => `parley.secret.${roomId}`;

/**
 * The secret of a room's end-to-end encryption, which lives as long as the tab. It comes in the fragment of a link,
 * the part of an address that browsers send to nobody; once read it is taken out of the address, so that it does not
 * stand in the history, in a picture of the screen, or in the `next` of a sign-in.
 */
export const roomSecret = {
  of(roomId: string): string {
    return sessionStorage.getItem(key(roomId)) ?? '';
  },
  keep(roomId: string, secret: string): void {
    if (secret) sessionStorage.setItem(key(roomId), secret);
    else sessionStorage.removeItem(key(roomId));
  },
  /** Reads it from the page's address and hides it there. */
  take(roomId: string): string {
    const secret = secretIn(location.hash);
    if (secret) {
      this.keep(roomId, secret);
      history.replaceState(history.state, '', withoutSecret(location.href));
    }
    return secret || this.of(roomId);
  },
};

/** `#secret=…`; empty where there is none. */
export function secretIn(hash: string): string {
  return new URLSearchParams(hash.slice(1)).get(NAME) ?? '';
}

/** The address as it may be shown, kept and sent. */
export function withoutSecret(url: string): string {
  const safe = new URL(url);
  const rest = new URLSearchParams(safe.hash.slice(1));
  // other fragments stay as they are written
  if (!rest.has(NAME)) return url;
  rest.delete(NAME);
  safe.hash = rest.toString();
  return safe.href;
}

/** A link that lets others read along: only for those who are meant to. */
export function withSecret(url: string, secret: string): string {
  if (!secret) return url;
  const link = new URL(url);
  link.hash = new URLSearchParams({ [NAME]: secret }).toString();
  return link.href;
}

/** 128 random bits, for a link; nobody has to remember them. */
export function newSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCharCode(...bytes)).replace(/[+/=]/g, (letter) => ({ '+': '-', '/': '_' })[letter] ?? '');
}
