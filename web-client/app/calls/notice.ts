import { t } from '../i18n/i18n.ts';
import { setting } from '../settings/settings.ts';

/** Tells of a call outside the page while nobody looks at it, if that was chosen. Returns what takes it back. */
export function tellOfCall(name: string, kind: string, tag: string): () => void {
  if (!setting('notify') || !document.hidden || globalThis.Notification?.permission !== 'granted') return () => {};
  try {
    const notification = new Notification(t('call.rings', { name }), { body: kind, tag, requireInteraction: true });
    notification.onclick = () => {
      window.focus();
      notification.close();
    };
    return () => notification.close();
  } catch {
    // Chromium on Android lets only service workers do it
    return () => {};
  }
}
