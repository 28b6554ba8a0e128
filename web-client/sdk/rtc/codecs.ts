/** The repair and retransmission formats that go with every codec; their place in the list says nothing. */
const HELPERS = new Set(['rtx', 'red', 'ulpfec', 'flexfec-03']);

type Codec = Pick<RTCRtpCodec, 'mimeType'>;

const nameOf = ({ mimeType }: Codec) => (mimeType.split('/')[1] ?? '').toLowerCase();

/**
 * Puts the wished codecs first, in the order of the wishes; nothing is taken away, so that the two sides always agree.
 *
 * @param wishes names without the kind, as `VP9` or `opus`; what the browser lacks is passed over
 */
export function preferred<C extends Codec>(codecs: readonly C[], wishes: readonly string[]): C[] {
  const names = wishes.map((wish) => wish.toLowerCase());
  const rank = (codec: Codec) => {
    const name = nameOf(codec);
    if (HELPERS.has(name)) return names.length + 1;
    const place = names.indexOf(name);
    return place < 0 ? names.length : place;
  };
  return [...codecs].sort((a, b) => rank(a) - rank(b));
}
