import { common } from './common.ts';
import { errors } from './errors.ts';
import { room } from './room.ts';

/** The catalogue that all others follow. A key is `area.what`; each area is one file. */
export const en = { ...common, ...errors, ...room } as const;
