import { numberText } from '../../i18n/format.ts';

/** Largest file that is sent or taken, bytes: what arrives is held by the browser until it is saved. */
export const LARGEST = 200_000_000;

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** 512 bytes, 1.4 MB; in powers of a thousand, as systems show files. */
export function sizeText(bytes: number): string {
  const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), UNITS.length - 1);
  const value = bytes / 1_000 ** power;
  const digits = power > 0 && value < 100 ? 1 : 0;
  const unit = UNITS[power] ?? 'byte';
  const unitDisplay = power === 0 ? 'long' : 'short';
  return numberText(value, { style: 'unit', unit, unitDisplay, maximumFractionDigits: digits });
}
