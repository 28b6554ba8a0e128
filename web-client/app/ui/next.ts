import { withoutSecret } from './secret.ts';

/** Where a sign-in leads when its address does not say. */
const HOME = 'people.html';

/**
 * The page that `?next=` asks for, as a path on this server; anything else, such as another site or a script, is the
 * people page.
 */
export function nextOf(search: string, here: string): string {
  try {
    const url = new URL(new URLSearchParams(search).get('next') || HOME, here);
    if (url.origin === new URL(here).origin && /^https?:$/.test(url.protocol))
      return url.pathname + url.search + url.hash;
  } catch {
    // no address at all
  }
  return new URL(HOME, here).pathname;
}

/** A sign-in page that leads back to where one is. */
export function signInUrl(page: 'login.html' | 'register.html', here: string): string {
  const { pathname, search, hash } = new URL(withoutSecret(here));
  return `${page}?${new URLSearchParams({ next: pathname + search + hash })}`;
}
