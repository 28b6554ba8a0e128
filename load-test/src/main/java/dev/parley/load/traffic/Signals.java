package dev.parley.load.traffic;

import dev.parley.protocol.Slice;

/** Writes the data of a signal, with the moment at which it was due in front, and reads that moment again. */
final class Signals {
    static final String OFFER = "offer";
    static final String ANSWER = "answer";
    static final String CANDIDATE = "ice-candidate";

    /** The least that any type needs. */
    static final int MIN_BYTES = 100;

    static final int MAX_BYTES = 60_000;

    private static final String HEAD = "{\"t\":\"";
    private static final int DIGITS = 19;
    private static final String DESCRIPTION = "\",\"type\":\"%s\",\"sdp\":\"v=0 ";
    private static final String CANDIDATE_TEXT = "\",\"type\":\"%s\",\"candidate\":{\"sdpMid\":\"0\",\"candidate\":\"";
    private static final String OFFER_MIDDLE = String.format(DESCRIPTION, OFFER);
    private static final String ANSWER_MIDDLE = String.format(DESCRIPTION, ANSWER);
    private static final String CANDIDATE_MIDDLE = String.format(CANDIDATE_TEXT, CANDIDATE);
    private static final String FILL = "a=rtpmap:96 VP8/90000 a=rtcp-fb:96 nack pli ".repeat(MAX_BYTES / 40 + 1);

    private Signals() {}

    /** Valid ASCII JSON of exactly {@code step.bytes()} bytes. @param dueAt nanoTime, of this process */
    static String text(Conversation.Step step, long dueAt) {
        String middle = middle(step.type());
        String tail = step.type().equals(CANDIDATE) ? "\"}}" : "\"}";
        int fill = step.bytes() - HEAD.length() - DIGITS - middle.length() - tail.length();
        StringBuilder out = new StringBuilder(step.bytes()).append(HEAD);
        String digits = Long.toString(Math.max(0, dueAt));
        out.append("0".repeat(DIGITS - digits.length())).append(digits).append(middle);
        return out.append(FILL, 0, Math.max(0, fill)).append(tail).toString();
    }

    private static String middle(String type) {
        return switch (type) {
            case OFFER -> OFFER_MIDDLE;
            case ANSWER -> ANSWER_MIDDLE;
            default -> CANDIDATE_MIDDLE;
        };
    }

    /** The moment that {@link #text} wrote, or -1 when the data is something else. */
    static long dueAt(Slice data) {
        int from = data.from() + HEAD.length();
        if (data.length() < HEAD.length() + DIGITS) {
            return -1;
        }
        long value = 0;
        for (int i = from; i < from + DIGITS; i++) {
            int digit = data.array()[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }
}
