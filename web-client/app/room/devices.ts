import { codeOf, type ErrorCode, type LocalMedia, type MediaKind } from '../../sdk/index.ts';
import { t } from '../i18n/i18n.ts';
import { remember, remembered } from '../ui/memory.ts';
import { sentenceFor } from '../ui/words.ts';

const NAMES = { audio: 'common.microphone', video: 'common.camera' } as const;

/**
 * Switches a device on or off, with the one chosen last time if it is still there. Returns a sentence if it cannot, or if
 * another one took the place of that which was chosen.
 */
export async function switchDevice(local: LocalMedia, kind: MediaKind, on: boolean): Promise<string | undefined> {
  const preferred = on && !local.track(kind) ? remembered(`device.${kind}`) : '';
  const set = (id?: string) => (kind === 'audio' ? local.setMicrophone(on, id) : local.setCamera(on, id));
  try {
    const refused = preferred ? await set(preferred).then(() => undefined, codeOf) : undefined;
    if (refused) return await instead(local, kind, refused, set);
    if (!preferred) await set();
    return undefined;
  } catch (thrown) {
    return problemWith(kind, thrown);
  }
}

/** Another one in the place of the chosen one, which is not there or cannot be used. */
async function instead(local: LocalMedia, kind: MediaKind, why: ErrorCode, open: () => Promise<void>): Promise<string> {
  await open();
  const now = local.track(kind)?.label || t('devices.another');
  return t(why === 'media_missing' ? 'devices.absent' : 'devices.unusable', { kind: t(NAMES[kind]), now });
}

/** Says when a device that was in use is gone, and what took its place. Returns a function that stops it. */
export function watchFallback(local: LocalMedia, say: (sentence: string) => void): () => void {
  return local.on('fallback', (kind, lost, now) => {
    const gone = lost || t(NAMES[kind]);
    say(
      now === null
        ? t('devices.lost', { lost: gone })
        : t('devices.fallback', { lost: gone, now: now || t('devices.another') }),
    );
  });
}

/** Opens a certain device in the place of the present one, and remembers it. */
export async function chooseDevice(local: LocalMedia, kind: MediaKind, id: string): Promise<string | undefined> {
  remember(`device.${kind}`, id);
  try {
    await (kind === 'audio' ? local.setMicrophone(true, id) : local.setCamera(true, id));
    return undefined;
  } catch (thrown) {
    return problemWith(kind, thrown);
  }
}

/** Microphone and camera as a person most likely wants them: on. Returns what could not be opened. */
export async function openDevices(local: LocalMedia, camera = true): Promise<string[]> {
  const problems = await Promise.all([
    switchDevice(local, 'audio', true),
    camera ? switchDevice(local, 'video', true) : undefined,
  ]);
  return problems.filter((problem) => problem !== undefined);
}

function problemWith(kind: MediaKind, thrown: unknown): string {
  const problem = sentenceFor(codeOf(thrown), t('devices.notStarted'));
  return t('devices.problem', { kind: t(NAMES[kind]), problem });
}
