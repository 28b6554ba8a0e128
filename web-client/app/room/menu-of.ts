import type { CallModel } from './call-model.ts';
import { canShareScreen } from './live/extras.ts';
import type { MenuState } from './more-menu.ts';
import { Recording } from './recording.ts';
import { SmallWindow } from './small-window.ts';

/** What the menu shows just now. */
export function menuOf({ room, mode, actions }: CallModel, phone: boolean): MenuState {
  return {
    mode,
    screen: room.state.screen === true,
    hand: room.state.hand === true,
    fullScreen: document.fullscreenElement !== null,
    recording: actions.recording.running,
    waiting: room.waiting.length,
    can: {
      screen: canShareScreen(),
      fullScreen: document.fullscreenEnabled,
      pip: SmallWindow.possible,
      record: Recording.possible,
      safety: room.e2ee !== undefined,
      link: !phone,
    },
  };
}
