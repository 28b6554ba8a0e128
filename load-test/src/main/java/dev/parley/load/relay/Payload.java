package dev.parley.load.relay;

/** What is relayed: the JSON of a session description, as browsers make them, cut to size. */
public final class Payload {
    private static final String HEAD =
            "{\"type\":\"offer\",\"sdp\":\"v=0\\r\\no=- 4611731400430051336 2 IN IP4 127.0.0.1\\r\\n";
    private static final String LINE = "a=rtpmap:96 VP8/90000\\r\\na=rtcp-fb:96 nack pli\\r\\n";
    private static final String TAIL = "\"}";

    /** The least that head and tail need. */
    static final int MIN = HEAD.length() + TAIL.length();

    private Payload() {}

    /** Valid ASCII JSON of exactly {@code bytes} bytes, at least {@link #MIN}. */
    public static String ofSize(int bytes) {
        StringBuilder out = new StringBuilder(bytes).append(HEAD);
        int end = bytes - TAIL.length();
        while (out.length() + LINE.length() <= end) {
            out.append(LINE);
        }
        while (out.length() < end) {
            out.append('x');
        }
        return out.append(TAIL).toString();
    }
}
