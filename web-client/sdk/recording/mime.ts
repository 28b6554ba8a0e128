/** In the order of preference: what most players take first, MP4 for Safari, which writes nothing else. */
const TYPES = [
  'video/webm;codecs=vp9,opus',
  'video/webm;codecs=vp8,opus',
  'video/webm',
  'video/mp4;codecs=avc1.42E01F,mp4a.40.2',
  'video/mp4',
] as const;

/** @returns the type to record as, or `undefined` where the browser records nothing of this kind */
export function chooseType(
  isSupported: (type: string) => boolean,
  wishes: readonly string[] = TYPES,
): string | undefined {
  return wishes.find(isSupported);
}

/** `webm` or `mp4`, for the name of a file. */
export function extensionOf(type: string): string {
  return /^\w+\/([\w-]+)/.exec(type)?.[1] ?? 'webm';
}
