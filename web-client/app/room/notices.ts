import type { Ended, ErrorCode } from '../../sdk/index.ts';

/** A screen in the room's place: what happened, and what to do now. */
export interface Notice {
  readonly title: string;
  readonly text: string;
  /** Label of the button that tries to join again, if that makes sense. */
  readonly again?: string;
  /** The page to go on to; the rooms, if none is named. */
  readonly home?: 'people.html';
}

const LEFT: Notice = {
  title: 'You left the room',
  text: 'You can come back as long as the room is open.',
  again: 'Join again',
};
const NO_ROOM: Notice = {
  title: 'Which room?',
  text: 'This link names no room. Ask for the link again, or choose a room from the list.',
};

const BY_CODE: Partial<Record<ErrorCode, Notice>> = {
  room_full: {
    title: 'The room is full',
    text: 'Everybody it has space for is in. Wait until somebody leaves, or ask them to open a larger room.',
    again: 'Try again',
  },
  room_locked: {
    title: 'The room is locked',
    text: 'A host lets nobody else in just now. Ask somebody inside to unlock it.',
    again: 'Try again',
  },
  room_unknown: {
    title: 'There is no such room',
    text: 'It was closed, or the link is incomplete. Ask for the link again, or open a room of your own.',
  },
  room_closed: { title: 'The room was closed', text: 'Ask for a new link, or open a room of your own.' },
  wrong_password: {
    title: 'Wrong password',
    text: 'Ask somebody inside for the password of the room.',
    again: 'Try again',
  },
  not_allowed: {
    title: 'You were not let in',
    text: 'A host decided against it. Ask them another way if you think that this is a mistake.',
    again: 'Ask again',
  },
  banned: { title: 'You cannot join this room', text: 'A host has banned you from it. Only a host can lift that.' },
  token_invalid: {
    title: 'Your sign-in has expired',
    text: 'Sign in again, then join the room once more.',
    again: 'Join again',
  },
  session_replaced: {
    title: 'The call goes on in another tab',
    text: 'You are connected from there now. Close this tab, or take the call back here.',
    again: 'Take it back here',
  },
  access_denied: {
    title: 'The server closed the connection',
    text: 'It saw too many requests it could not accept. Load the page again.',
    again: 'Join again',
  },
  unavailable: {
    title: 'The server cannot be reached',
    text: 'Check your connection. If that is fine, the server may be down for a moment.',
    again: 'Try again',
  },
};

const OTHERWISE: Notice = {
  title: 'That did not work',
  text: 'Something unexpected happened. Try once more; if it happens again, tell whoever runs this server.',
  again: 'Try again',
};

export function noRoom(): Notice {
  return NO_ROOM;
}

/** For a join that was refused. */
export function refusal(code: ErrorCode): Notice {
  if (code === 'disconnected' || code === 'timeout') return BY_CODE.unavailable ?? OTHERWISE;
  return BY_CODE[code] ?? OTHERWISE;
}

/** For a room that ended while one was in it. */
export function ending({ reason, error }: Ended): Notice {
  switch (reason) {
    case 'left':
      return LEFT;
    case 'kicked':
      return {
        title: 'You were removed from the room',
        text: 'A host ended your visit. Ask them before you come back.',
        again: 'Join again',
      };
    case 'banned':
      return refusal('banned');
    case 'replaced':
      return refusal('session_replaced');
    case 'room-closed':
      return refusal('room_closed');
    default:
      return error ? refusal(error.code) : OTHERWISE;
  }
}
