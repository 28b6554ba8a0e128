import type { Ended, ErrorCode } from '../../sdk/index.ts';
import { type Key, t, textOf } from '../i18n/i18n.ts';

/** A screen in the room's place: what happened, and what to do now. */
export interface Notice {
  readonly title: string;
  readonly text: string;
  /** Label of the button that tries to join again, if that makes sense. */
  readonly again?: string;
  /** The page to go on to; the rooms, if none is named. */
  readonly home?: 'people.html';
}

/** After these trying again makes sense; the labels of their buttons. */
const AGAIN: Readonly<Record<string, Key>> = {
  left: 'notice.joinAgain',
  room_full: 'common.tryAgain',
  room_locked: 'common.tryAgain',
  wrong_password: 'common.tryAgain',
  not_allowed: 'notice.askAgain',
  token_invalid: 'notice.joinAgain',
  session_replaced: 'notice.takeBack',
  access_denied: 'notice.joinAgain',
  unavailable: 'common.tryAgain',
  e2ee_required: 'common.tryAgain',
  kicked: 'notice.joinAgain',
  otherwise: 'common.tryAgain',
};

function noticeOf(what: string): Notice {
  const [title, text] = [textOf(`notice.${what}.title`), textOf(`notice.${what}.text`)];
  if (title === undefined || text === undefined) return noticeOf('otherwise');
  const again = textOf(AGAIN[what] ?? '');
  return { title, text, ...(again && { again }) };
}

export function noRoom(): Notice {
  return noticeOf('noRoom');
}

/** For a join that was refused. */
export function refusal(code: ErrorCode): Notice {
  return noticeOf(code === 'disconnected' || code === 'timeout' ? 'unavailable' : code);
}

/** For a room that ended while one was in it. */
export function ending({ reason, error }: Ended): Notice {
  switch (reason) {
    case 'left':
    case 'kicked':
    case 'banned':
      return noticeOf(reason);
    case 'replaced':
      return refusal('session_replaced');
    case 'room-closed':
      return refusal('room_closed');
    default:
      return error ? refusal(error.code) : noticeOf('otherwise');
  }
}

/** For a call that is over. @param name of whoever hung up, or of the others; @param time it took, empty if unknown */
export function callEnded(what: 'hungUp' | 'talked', name: string, time: string): Notice {
  const timed = what === 'hungUp' ? 'notice.hungUpAfter' : 'notice.talkedFor';
  const text = time ? t(timed, { name, time }) : t(`notice.${what}`, { name });
  return { title: t('notice.callEnded'), text, home: 'people.html' };
}
