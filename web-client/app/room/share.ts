import { roomUrl } from '../ui/room-link.ts';

/** Puts the room's link where it can be pasted. Returns false where the browser does not allow that. */
export async function copyLink(roomId: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(roomUrl(roomId));
    return true;
  } catch {
    return false;
  }
}
