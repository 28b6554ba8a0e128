const ID = /^[A-Za-z0-9_-]{1,64}$/;

export function isRoomId(text: string): boolean {
  return ID.test(text);
}

/** The room that free text means: a pasted link's, or the text itself with spaces made dashes; `undefined` if none. */
export function roomIdFrom(text: string): string | undefined {
  const trimmed = text.trim();
  const pasted = /[?&]id=([^&#]+)/.exec(trimmed)?.[1];
  const id = (pasted ?? trimmed).replace(/\s+/g, '-');
  return isRoomId(id) ? id : undefined;
}

/** The page of a room on this server. */
export function roomUrl(roomId: string): string {
  return new URL(`room.html?id=${encodeURIComponent(roomId)}`, location.href).href;
}
