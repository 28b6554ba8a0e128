import type { Catalogue } from '../i18n.ts';
import { common } from './common.ts';
import { errors } from './errors.ts';
import { room } from './room.ts';

export const de = { ...common, ...errors, ...room } satisfies Catalogue;
