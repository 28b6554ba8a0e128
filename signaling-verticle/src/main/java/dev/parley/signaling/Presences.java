package dev.parley.signaling;

import dev.parley.protocol.lane.ToOwner.Presence;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.LongSupplier;

/** The open sessions of users, each for as long as its gateway goes on telling of it. Confined to one lane. */
final class Presences {
    /** A gateway tells every 5 s; three missed rounds end a session here. */
    static final long LEASE_MS = 15_000;

    private final LongSupplier monotonicMs;
    private final Map<String, Map<String, Seen>> users = new HashMap<>();

    Presences(LongSupplier monotonicMs) {
        this.monotonicMs = monotonicMs;
    }

    void hear(Presence told) {
        if (told.open()) {
            users.computeIfAbsent(told.key(), u -> new HashMap<>(2))
                    .put(told.sessionId(), new Seen(told.lane(), told.displayName(), monotonicMs.getAsLong()));
        } else {
            close(told);
        }
    }

    /** A session that already goes on elsewhere is not closed by the end of its former socket. */
    private void close(Presence told) {
        Map<String, Seen> sessions = users.get(told.key());
        if (sessions == null) {
            return;
        }
        Seen seen = sessions.get(told.sessionId());
        if (seen != null && seen.lane.equals(told.lane())) {
            sessions.remove(told.sessionId());
        }
        if (sessions.isEmpty()) {
            users.remove(told.key());
        }
    }

    /** The name that the user's sessions show, null when the user has none. */
    String displayName(String username) {
        Map<String, Seen> sessions = users.get(username);
        return sessions == null ? null : sessions.values().iterator().next().displayName;
    }

    /** Ends the leases that ran out. To be called every second. */
    void sweep() {
        long now = monotonicMs.getAsLong();
        for (Iterator<Map<String, Seen>> all = users.values().iterator(); all.hasNext(); ) {
            Map<String, Seen> sessions = all.next();
            sessions.values().removeIf(seen -> now - seen.at >= LEASE_MS);
            if (sessions.isEmpty()) {
                all.remove();
            }
        }
    }

    private record Seen(String lane, String displayName, long at) {}
}
