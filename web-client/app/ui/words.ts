import { type ErrorCode, ParleyError } from '../../sdk/index.ts';
import { t, textOf } from '../i18n/i18n.ts';

export { durationText as duration } from '../i18n/format.ts';

/** A refusal in plain words, with what one can do about it. */
export function sentenceFor(code: ErrorCode, fallback = t('error.internal')): string {
  return textOf(`error.${code}`) ?? fallback;
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
