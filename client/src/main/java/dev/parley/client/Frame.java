package dev.parley.client;

import dev.parley.protocol.Slice;

/**
 * One frame of the server.
 *
 * @param type {@code rec}, {@code err} or {@code pong}
 * @param address null when the frame names none
 * @param body {@link Slice#EMPTY} when there is none
 * @param failure what an {@code err} says, else null
 */
record Frame(String type, String address, Slice body, RequestException failure) {
    static final String REC = "rec";
    static final String ERR = "err";
    static final String PONG = "pong";

    /** @throws RuntimeException when it is no JSON object */
    static Frame read(byte[] utf8) {
        JsonCursor cursor = new JsonCursor(Slice.of(utf8));
        String type = "";
        String address = null;
        Slice body = Slice.EMPTY;
        while (cursor.next()) {
            if (cursor.named("type")) {
                type = cursor.text();
            } else if (cursor.named("address")) {
                address = cursor.text();
            } else if (cursor.named("body")) {
                body = cursor.value();
            }
        }
        return new Frame(type, address, body, ERR.equals(type) ? failure(utf8) : null);
    }

    private static RequestException failure(byte[] utf8) {
        JsonCursor cursor = new JsonCursor(Slice.of(utf8));
        String code = "internal";
        String detail = "";
        String epoch = null;
        int status = 0;
        long retryAfterMs = 0;
        while (cursor.next()) {
            if (cursor.named("message")) {
                code = cursor.text();
            } else if (cursor.named("detail")) {
                detail = cursor.text();
            } else if (cursor.named("failureCode")) {
                status = (int) cursor.number();
            } else if (cursor.named("retryAfterMs")) {
                retryAfterMs = cursor.number();
            } else if (cursor.named("epoch")) {
                epoch = cursor.text();
            }
        }
        return new RequestException(code, detail, new RequestException.Details(status, retryAfterMs, epoch));
    }
}
