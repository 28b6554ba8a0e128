import { roomUrl } from '../ui/room-link.ts';
import { roomSecret, withSecret } from '../ui/secret.ts';

/** Puts the room's link, with the secret of its encryption if it has one, where it can be pasted. Returns false where the browser does not allow that. */
export async function copyLink(roomId: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(withSecret(roomUrl(roomId), roomSecret.of(roomId)));
    return true;
  } catch {
    return false;
  }
}
