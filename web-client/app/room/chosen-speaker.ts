import { canChooseSpeaker, setSpeaker } from '../../sdk/media/index.ts';
import { onSetting, setting } from '../settings/settings.ts';

const OTHERS = 'video[data-peer-id], audio[data-peer-id]';

/** Plays the others on the speaker that was chosen, whenever one of them begins to play or another one is chosen. */
export function useChosenSpeaker(): void {
  if (!canChooseSpeaker()) return;
  const play = (players: Iterable<HTMLMediaElement>) => {
    // one that is not there any more leaves them where they are
    setSpeaker(players, setting('speaker')).catch(() => {});
  };
  const started = ({ target }: Event) =>
    setting('speaker') && target instanceof HTMLMediaElement && target.matches(OTHERS) && play([target]);
  // media events do not bubble, but they are captured
  document.addEventListener('play', started, true);
  onSetting((name) => name === 'speaker' && play(document.querySelectorAll<HTMLMediaElement>(OTHERS)));
}
