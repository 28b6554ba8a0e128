package dev.parley.system.services;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.Ids;
import dev.parley.protocol.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A back end that never stops asking: it lists, creates a room, looks at it, deletes it. On a thread of its own. */
final class BackEnd {
    /** Longer than an owner may take. */
    static final Duration PATIENCE = Duration.ofSeconds(7);

    static final String ANSWERED = "answered";
    static final String BROKEN = "broken";
    static final String SILENCE = "silence";

    private static final long PAUSE_MS = 10;

    private final String name;
    private final Way way;
    private final Map<String, AtomicInteger> outcomes = new ConcurrentHashMap<>();
    private final Thread thread;
    private volatile boolean enough;

    /** How it asks. */
    @FunctionalInterface
    interface Way {
        /** @return {@link #ANSWERED}, the code of the refusal, {@link #BROKEN} when the connection is, or {@link #SILENCE} */
        String ask(String address, ObjectNode body);
    }

    BackEnd(String name, Way way) {
        this.name = name;
        this.way = way;
        this.thread = new Thread(this::work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void work() {
        while (!enough) {
            ObjectNode room = Json.newObject().put("roomId", "asked-" + Ids.random(8));
            ask("rooms.request.list", Json.newObject().put("limit", 1));
            if (ask("rooms.request.create", room).equals(ANSWERED)) {
                ask("rooms.request.get", room);
                ask("rooms.request.delete", room);
            }
        }
    }

    private String ask(String address, ObjectNode body) {
        String outcome = way.ask(address, body);
        // asked again of a new owner, which does not know that the former one has done it
        if (address.equals("rooms.request.delete") && outcome.equals("room_unknown")) {
            outcome = ANSWERED;
        }
        outcomes.computeIfAbsent(outcome, o -> new AtomicInteger()).incrementAndGet();
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MS));
        return outcome;
    }

    int answers() {
        return outcomes.getOrDefault(ANSWERED, new AtomicInteger()).get();
    }

    /** How many requests nobody answered in time. */
    int silences() {
        return outcomes.getOrDefault(SILENCE, new AtomicInteger()).get();
    }

    /** Everything that was not answered, as codes. */
    List<String> failures() {
        return outcomes.keySet().stream()
                .filter(o -> !o.equals(ANSWERED))
                .sorted()
                .toList();
    }

    /** Stops, once what is under way is answered. Blocks. */
    void end() throws InterruptedException {
        enough = true;
        thread.join(PATIENCE.toMillis() * 2);
    }

    @Override
    public String toString() {
        return name + " " + outcomes;
    }
}
