/** What the pages remember between visits; private windows may forbid it, then nothing is remembered. */
export function remember(key: string, value: string): void {
  try {
    localStorage.setItem(`parley.${key}`, value);
  } catch {
    // not remembered
  }
}

export function remembered(key: string): string {
  try {
    return localStorage.getItem(`parley.${key}`) ?? '';
  } catch {
    return '';
  }
}

/** A room's door password on its way from the lobby to the room; it lives as long as the tab and is in no URL. */
export const doorPassword = {
  keep(roomId: string, password: string): void {
    sessionStorage.setItem(`parley.password.${roomId}`, password);
  },
  of(roomId: string): string {
    return sessionStorage.getItem(`parley.password.${roomId}`) ?? '';
  },
};
