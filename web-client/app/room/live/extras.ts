import type { E2eeState } from '../../../sdk/index.ts';

/** Ids of those from whom nothing can be opened: they have another secret. */
export function unreadableIn(encryption: Pick<E2eeState, 'peers'> | undefined): string[] {
  return [...(encryption?.peers ?? [])].filter(([, trust]) => trust === 'unreadable').map(([id]) => id);
}

export function canShareScreen(): boolean {
  return navigator.mediaDevices?.getDisplayMedia !== undefined;
}
