import { type ErrorCode, ParleyError } from '../../sdk/index.ts';

/** Refusals in plain words, each with what one can do about it. */
const SENTENCES: Partial<Record<ErrorCode, string>> = {
  disconnected: 'The server cannot be reached. Check your connection and try again.',
  unavailable: 'The server cannot be reached just now. Try again in a moment.',
  rate_limited: 'That was too fast for the server. Wait a moment, then try again.',
  too_many_attempts: 'Too many attempts. Wait before you try again.',
  bad_credentials: 'The user name or the password is wrong.',
  wrong_password: 'This is not your password.',
  name_taken: 'Somebody has this user name already. Choose another one.',
  invalid_name: 'Use 3 to 32 letters, digits, dots, dashes or underscores for the user name.',
  token_invalid: 'Your sign-in has ended. Sign in again.',
  user_unknown: 'Nobody here has this user name. Check how it is spelled.',
  already_answered: 'This call was answered on another device.',
  invitation_expired: 'This call is over.',
  invitation_unknown: 'This call is over.',
  call_unknown: 'This call is over.',
  not_allowed: 'You may not do that here.',
  not_member: 'You are not in this room any more.',
  peer_unknown: 'This person has left.',
  timeout: 'The server did not answer in time. Try again.',
  access_denied: 'This server does not offer that.',
  invalid_type: 'This server does not offer that.',
  room_exists: 'A room with this name exists already. Choose another name, or join it below.',
  invalid_argument: 'The server did not accept one of the fields. Check them and try again.',
  weak_password: 'This password is too easy to guess. Use at least 8 characters, and no common word.',
  media_denied: 'The browser may not use it. Allow it in the address bar, then try again.',
  media_missing: 'None was found. Plug one in, or go on without.',
  media_failed: 'It could not be started. Another program may be using it.',
};

export function sentenceFor(code: ErrorCode, fallback = 'Something went wrong. Try again.'): string {
  return SENTENCES[code] ?? fallback;
}

/** Like {@link sentenceFor}, for whatever was thrown. */
export function sentenceOf(thrown: unknown): string {
  return thrown instanceof ParleyError ? sentenceFor(thrown.code, thrown.message) : sentenceFor('internal');
}

/** One or two letters for a face that cannot be seen. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? '')][0] ?? '');
  return letters.join('').toUpperCase() || '?';
}

/** One of eight colours that stays with a person. */
export function hueOf(id: string): number {
  return [...id].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 8, 7);
}

export function people(count: number): string {
  return count === 1 ? '1 person' : `${count} people`;
}

/** 61,000 ms are 1:01. */
export function duration(ms: number): string {
  const seconds = Math.floor(ms / 1_000);
  const parts = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  const shown = parts[0] === 0 ? parts.slice(1) : parts;
  return shown.map((part, index) => (index === 0 ? String(part) : String(part).padStart(2, '0'))).join(':');
}
