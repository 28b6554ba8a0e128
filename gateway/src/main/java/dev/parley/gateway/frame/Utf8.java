package dev.parley.gateway.frame;

/** Well-formed UTF-8 as in Unicode table 3-7: no overlong forms, no surrogates, nothing above U+10FFFF. */
final class Utf8 {
    private Utf8() {}

    /**
     * @param start index of a byte with its high bit set
     * @return the index of the next ASCII byte or {@code to}; {@link JsonGrammar#FAIL} when a sequence is malformed
     */
    static int sequences(byte[] b, int start, int to) {
        int i = start;
        while (i < to && b[i] < 0) {
            i = sequence(b, i, to);
        }
        return i;
    }

    private static int sequence(byte[] b, int i, int to) {
        int lead = b[i] & 0xff;
        int length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
        if (lead < 0xc2 || lead > 0xf4 || to - i < length || !second(lead, b[i + 1] & 0xff)) {
            return JsonGrammar.FAIL;
        }
        for (int k = 2; k < length; k++) {
            if ((b[i + k] & 0xc0) != 0x80) {
                return JsonGrammar.FAIL;
            }
        }
        return i + length;
    }

    /**
     * The second byte's range is what excludes overlong forms (e0, f0), surrogates (ed) and the end of Unicode (f4).
     */
    private static boolean second(int lead, int c) {
        return switch (lead) {
            case 0xe0 -> c >= 0xa0 && c <= 0xbf;
            case 0xed -> c >= 0x80 && c <= 0x9f;
            case 0xf0 -> c >= 0x90 && c <= 0xbf;
            case 0xf4 -> c >= 0x80 && c <= 0x8f;
            default -> c >= 0x80 && c <= 0xbf;
        };
    }
}
