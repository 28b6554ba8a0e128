package dev.parley.load.relay;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketFrame;

/** A sender on one node, a recipient on the other, and the signals between them. Confined to the generator's loop. */
final class Pair {
    /** Signals that may be open at once; a power of two. */
    static final int WINDOW = 4096;

    private final Wire wire;
    private final Wire.Ends ends;
    private final Listener listener;
    private final long[] sentAt = new long[WINDOW];
    private long lastId;
    private int open;

    /** Told of each end of a signal, with its nanoseconds since it should have been sent. */
    interface Listener {
        void delivered(long nanos);

        void settled(Pair pair, long nanos, boolean refused);
    }

    Pair(Wire wire, Wire.Ends ends, Listener listener) {
        this.wire = wire;
        this.ends = ends;
        this.listener = listener;
        ends.sender().frameHandler(this::atSender);
        ends.recipient().frameHandler(this::atRecipient);
    }

    /** Signals that were sent and not settled. */
    int open() {
        return open;
    }

    /** Sends the next signal, unless too many are open. @param dueAt nanoTime at which it should have been sent */
    boolean send(long dueAt) {
        if (open == WINDOW) {
            return false;
        }
        lastId++;
        open++;
        sentAt[(int) lastId & WINDOW - 1] = dueAt;
        ends.sender().writeTextMessage(ends.frame().apply(lastId));
        return true;
    }

    /** Gives up on what is still open, to begin the next round clean. @return how many that were */
    int abandon() {
        int abandoned = open;
        open = 0;
        return abandoned;
    }

    void ping() {
        ends.sender().writeTextMessage(wire.ping());
        ends.recipient().writeTextMessage(wire.ping());
    }

    private void atSender(WebSocketFrame frame) {
        Buffer bytes = frame.binaryData();
        Heard heard = heard(frame, bytes);
        if (heard == Heard.ACK || heard == Heard.REFUSAL) {
            open = Math.max(0, open - 1);
            listener.settled(this, since(wire.id(bytes, heard)), heard == Heard.REFUSAL);
        }
    }

    private void atRecipient(WebSocketFrame frame) {
        Buffer bytes = frame.binaryData();
        Heard heard = heard(frame, bytes);
        if (heard == Heard.DELIVERY) {
            listener.delivered(since(wire.id(bytes, heard)));
        }
    }

    private Heard heard(WebSocketFrame frame, Buffer bytes) {
        return frame.isText() && bytes.length() > 0 ? wire.heard(bytes) : Heard.OTHER;
    }

    private long since(long id) {
        return System.nanoTime() - sentAt[(int) id & WINDOW - 1];
    }
}
