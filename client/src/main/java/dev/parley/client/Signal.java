package dev.parley.client;

import dev.parley.protocol.Slice;

/**
 * An offer, answer, candidate or whatever else a peer sent to this one.
 *
 * @param from the sender's peer id, stamped by the server
 * @param id the sender's number of the signal
 * @param data the JSON value byte for byte as it was sent; the array must not be written to
 */
public record Signal(String from, String to, String roomId, long id, String epoch, long seq, Slice data) {
    static Signal read(Slice body) {
        JsonCursor cursor = new JsonCursor(body);
        String from = "";
        String to = "";
        String roomId = "";
        String epoch = "";
        long id = 0;
        long seq = 0;
        Slice data = Slice.EMPTY;
        while (cursor.next()) {
            if (cursor.named("data")) {
                data = cursor.value();
            } else if (cursor.named("seq")) {
                seq = cursor.number();
            } else if (cursor.named("id")) {
                id = cursor.number();
            } else if (cursor.named("from")) {
                from = cursor.text();
            } else if (cursor.named("to")) {
                to = cursor.text();
            } else if (cursor.named("roomId")) {
                roomId = cursor.text();
            } else if (cursor.named("epoch")) {
                epoch = cursor.text();
            }
        }
        return new Signal(from, to, roomId, id, epoch, seq, data);
    }
}
