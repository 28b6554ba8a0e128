package dev.parley.load.relay;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketFrame;

/** A sender on one node, a recipient on the other, and the signals between them. Confined to the generator's loop. */
final class Pair {
    /** Signals that may be open at once; a power of two. */
    static final int WINDOW = 4096;

    private static final long NOTHING = Long.MIN_VALUE;

    private final Wire wire;
    private final Wire.Ends ends;
    private final Listener listener;
    private final long[] sentAt = new long[WINDOW];

    /** Where a signal has one of acknowledgement and delivery: nanoseconds until then. */
    private final long[] half = new long[WINDOW];

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
        sentAt[slot(lastId)] = dueAt;
        half[slot(lastId)] = NOTHING;
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
        String ping = wire.ping();
        if (ping != null) {
            ends.sender().writeTextMessage(ping);
            ends.recipient().writeTextMessage(ping);
        }
    }

    private void atSender(WebSocketFrame frame) {
        read(ends.sender(), frame, (heard, id) -> {
            if (heard == Heard.REFUSAL) {
                settle(since(id), true);
            } else if (heard == Heard.ACK) {
                acknowledged(id);
            }
        });
    }

    private void atRecipient(WebSocketFrame frame) {
        read(ends.recipient(), frame, (heard, id) -> {
            if (heard == Heard.DELIVERY) {
                delivered(id);
            }
        });
    }

    private void acknowledged(long id) {
        if (wire.end() == Wire.End.ACK || half[slot(id)] != NOTHING) {
            settle(since(id), false);
        } else {
            half[slot(id)] = since(id);
        }
    }

    private void delivered(long id) {
        listener.delivered(since(id));
        if (wire.end() == Wire.End.DELIVERY) {
            settle(since(id), false);
        } else if (wire.end() == Wire.End.BOTH && half[slot(id)] != NOTHING) {
            settle(half[slot(id)], false);
        } else {
            half[slot(id)] = since(id);
        }
    }

    private void settle(long nanos, boolean refused) {
        open = Math.max(0, open - 1);
        listener.settled(this, nanos, refused);
    }

    private void read(WebSocket socket, WebSocketFrame frame, Wire.Told told) {
        Buffer bytes = frame.binaryData();
        if (!(frame.isText() || frame.isBinary()) || bytes.length() == 0) {
            return;
        }
        wire.read(bytes, told);
        String answer = wire.answer(bytes);
        if (answer != null) {
            socket.writeTextMessage(answer);
        }
    }

    /** Ends both sockets. */
    void close() {
        ends.sender().close();
        ends.recipient().close();
    }

    private static int slot(long id) {
        return (int) id & WINDOW - 1;
    }

    private long since(long id) {
        return System.nanoTime() - sentAt[slot(id)];
    }
}
