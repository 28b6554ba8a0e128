import { codeOf, type Room } from '../../sdk/index.ts';
import { t } from '../i18n/i18n.ts';
import { switchDevice } from './devices.ts';
import { canShareScreen } from './live/extras.ts';
import type { Live } from './live/live.ts';
import { Recording } from './recording.ts';
import { copyLink } from './share.ts';

export interface CallPage {
  say(text: string): void;
  whisper(text: string): void;
  showLink(): void;
  changed(): void;
}

/** What buttons and keys do to the room, and what is said about it. */
export class CallActions {
  readonly recording: Recording;

  constructor(
    private readonly room: Room,
    private readonly live: Live,
    private readonly page: CallPage,
  ) {
    this.recording = new Recording(room, (problem) => this.recorded(problem));
  }

  async device(kind: 'audio' | 'video'): Promise<void> {
    const { local } = this.room;
    const problem = await switchDevice(local, kind, !local.active(kind));
    if (problem) return this.page.say(problem);
    const on = local.active(kind);
    this.page.whisper(kind === 'audio' ? t(on ? 'say.micOn' : 'say.micOff') : t(on ? 'say.cameraOn' : 'say.cameraOff'));
  }

  hand(): void {
    this.live.raiseHand(this.room.state.hand !== true);
    this.page.changed();
  }

  async screen(on = this.room.state.screen !== true): Promise<void> {
    if (!canShareScreen()) return this.page.say(t('say.noScreen'));
    try {
      await this.room.setScreenShare(on);
    } catch (thrown) {
      // whoever chose nothing knows that
      if (codeOf(thrown) !== 'media_denied') this.page.say(t('say.screenFailed'));
    }
    this.page.changed();
  }

  record(): Promise<void> {
    return this.recording.toggle();
  }

  private recorded(problem: unknown): void {
    if (problem) this.page.say(codeOf(problem) === 'recording_full' ? t('say.recordFull') : t('say.recordFailed'));
    this.page.changed();
  }

  async share(): Promise<void> {
    if (await copyLink(this.room.id)) this.page.say(t('say.linkCopied'));
    else this.page.showLink();
  }

  async fullScreen(): Promise<void> {
    if (!document.fullscreenEnabled) return this.page.say(t('say.noFullScreen'));
    const done = document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen();
    await done.catch(() => this.page.say(t('say.noFullScreen')));
  }
}
