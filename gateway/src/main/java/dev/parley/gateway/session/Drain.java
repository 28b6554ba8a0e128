package dev.parley.gateway.session;

import dev.parley.protocol.CloseReason;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Random;

/**
 * Sends the sessions of a lane to other nodes, one after the other at even distances, so that those nodes are not asked
 * for everybody at one instant; in random order, so that nobody is always the last. What has not opened its session holds
 * nothing and goes at once. Confined to the lane; {@link #step} is to be called every {@link #STEP_MS}.
 */
final class Drain {
    static final long STEP_MS = 20;

    /** So many come back elsewhere in a second without anybody noticing. */
    static final int PER_SECOND_OF_NODE = 500;

    private final Sessions sessions;
    private final Queue<Session> leaving;
    private final Promise<Void> gone = Promise.promise();
    private final int all;
    private final long beganAt;
    private final long spreadMs;

    /**
     * @param longestMs by when the last one is sent away, however many they are
     * @param lanes that drain beside this one and share the rate
     */
    Drain(Sessions sessions, long longestMs, int lanes, long now, Random random) {
        this.sessions = sessions;
        List<Session> open = new ArrayList<>();
        for (Session session : List.copyOf(sessions.all())) {
            if (session.isOpen()) {
                open.add(session);
            } else {
                session.close(CloseReason.DRAINING);
            }
        }
        Collections.shuffle(open, random);
        leaving = new ArrayDeque<>(open);
        all = open.size();
        beganAt = now;
        spreadMs = Math.min(longestMs, 1_000L * all * lanes / PER_SECOND_OF_NODE);
    }

    /** Ends when no socket is left. */
    Future<Void> gone() {
        return gone.future();
    }

    /** Sends away those whose time has come. */
    void step(long now) {
        long due = spreadMs == 0 ? all : Math.min(all, 1 + all * (now - beganAt) / spreadMs);
        while (all - leaving.size() < due) {
            leaving.remove().close(CloseReason.DRAINING);
        }
        ended();
    }

    /** Sends away at once whoever is left. */
    void finish() {
        leaving.clear();
        List.copyOf(sessions.all()).forEach(session -> session.close(CloseReason.DRAINING));
        ended();
    }

    private void ended() {
        if (leaving.isEmpty() && sessions.size() == 0) {
            gone.tryComplete();
        }
    }
}
