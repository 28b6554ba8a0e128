import type { Catalogue } from '../i18n.ts';
import { account } from './account.ts';
import { calls } from './calls.ts';
import { chat } from './chat.ts';
import { common } from './common.ts';
import { doctor } from './doctor.ts';
import { errors } from './errors.ts';
import { inCall } from './in-call.ts';
import { lobby } from './lobby.ts';
import { notices } from './notices.ts';
import { pages } from './pages.ts';
import { people } from './people.ts';
import { prejoin } from './prejoin.ts';
import { room } from './room.ts';
import { settings } from './settings.ts';
import { timeline } from './timeline.ts';

export const de = {
  ...account,
  ...calls,
  ...chat,
  ...common,
  ...doctor,
  ...errors,
  ...inCall,
  ...lobby,
  ...notices,
  ...pages,
  ...people,
  ...prejoin,
  ...room,
  ...settings,
  ...timeline,
} satisfies Catalogue;
