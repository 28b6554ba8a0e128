package dev.parley.load.compare.wire;

import dev.parley.load.relay.Wire;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketClient;
import java.util.function.IntConsumer;

/** A connected client that joins one room, in which members are named {@code m0}, {@code m1}, {@code m2} … */
public interface Member {
    /**
     * Joins as {@code m<index>}.
     *
     * @param joined is told the index of each member that joins later
     * @return succeeds with the answer that holds the roster
     */
    Future<Buffer> join(String room, int index, IntConsumer joined);

    /** Whether such an answer names that member. */
    boolean names(Buffer roster, int index);

    void ping();

    void close();

    /** Connects a client that has not joined anything. */
    @FunctionalInterface
    interface Entry {
        Future<Member> enter(WebSocketClient client, Wire.Address node);
    }
}
