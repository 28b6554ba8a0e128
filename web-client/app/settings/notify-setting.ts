import { t } from '../i18n/i18n.ts';
import { state, View } from '../ui/view.ts';
import { check } from './fields.ts';
import { choose, setting } from './settings.ts';

/** Whether calls are told of while the page is hidden; the browser is asked when this is switched on, never before. */
class NotifySetting extends View {
  static override properties = state('permission');
  declare permission: NotificationPermission | undefined;

  constructor() {
    super();
    this.permission = globalThis.Notification?.permission;
  }

  protected override render() {
    const { permission } = this;
    const hint = permission === undefined ? t('settings.notifyMissing') : this.denied ? t('settings.notifyDenied') : '';
    return check('notify', t('settings.notify'), {
      ...{ hint, disabled: permission === undefined, change: (on: boolean) => void this.change(on) },
    });
  }

  private get denied(): boolean {
    return this.permission === 'denied' && (setting('notify') || this.hasUpdated);
  }

  private async change(on: boolean): Promise<void> {
    if (on) this.permission = await Notification.requestPermission();
    choose('notify', on && this.permission === 'granted');
    this.requestUpdate();
  }
}

customElements.define('parley-notify-setting', NotifySetting);
