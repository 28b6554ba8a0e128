import { ParleyError } from '../wire/codes.ts';
import { problemOf } from './capture.ts';

type Player = Pick<HTMLMediaElement, 'setSinkId'>;

/** Whether the sound of an element can be sent to a chosen speaker; not so in Safari. */
export function canChooseSpeaker(element: object = globalThis.HTMLMediaElement?.prototype ?? {}): boolean {
  return 'setSinkId' in element;
}

/**
 * Plays elements on a certain speaker.
 *
 * @param deviceId of a speaker in {@link DeviceList}; empty for the system's default
 * Rejects with `media_missing` where the speaker or the choice does not exist, `media_denied` where it is not allowed.
 */
export async function setSpeaker(elements: Iterable<Player>, deviceId: string): Promise<void> {
  const players = [...elements];
  if (!players.every((player) => canChooseSpeaker(player))) {
    throw new ParleyError('media_missing', 'This browser plays on the system’s default speaker only.');
  }
  try {
    await Promise.all(players.map((player) => player.setSinkId(deviceId)));
  } catch (thrown) {
    throw problemOf(thrown);
  }
}
