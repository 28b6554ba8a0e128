import { currentLocale } from './i18n.ts';

/** As the present language writes it, and the browser’s region. */
export function dateText(date: Date, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(currentLocale(), options).format(date);
}

/** 9:05 AM, or 09:05. */
export function timeText(date: Date): string {
  return dateText(date, { timeStyle: 'short' });
}

export function numberText(value: number, options?: Intl.NumberFormatOptions): string {
  return new Intl.NumberFormat(currentLocale(), options).format(value);
}

/** Ann, Bob, and Cyd. */
export function listText(items: readonly string[]): string {
  return new Intl.ListFormat(currentLocale(), { type: 'conjunction' }).format(items);
}

/** 1:05 or 1:00:05, in the digits of the language; Intl.DurationFormat would, but Firefox has it only since 2025. */
export function durationText(ms: number): string {
  const seconds = Math.floor(ms / 1_000);
  const parts = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  const shown = parts[0] === 0 ? parts.slice(1) : parts;
  return shown
    .map((part, index) => numberText(part, { minimumIntegerDigits: index === 0 ? 1 : 2, useGrouping: false }))
    .join(':');
}
