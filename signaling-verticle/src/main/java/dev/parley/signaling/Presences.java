package dev.parley.signaling;

import dev.parley.protocol.lane.ToOwner.InCall;
import dev.parley.protocol.lane.ToOwner.Presence;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Where users are: their open sessions and the calls that they are in, each for as long as somebody goes on telling of
 * it. Nothing of it is stored; a new owner hears it all again within seconds. Confined to one lane.
 */
final class Presences {
    /** A gateway tells every 5 s; three missed rounds end a session here. */
    static final long LEASE_MS = 15_000;

    private final LongSupplier monotonicMs;
    private final long awayMs;
    private final Changes changes;
    private final Map<String, User> users = new HashMap<>();

    /** @param awayMs how long a user whose last socket has closed is away, and not yet gone */
    Presences(LongSupplier monotonicMs, long awayMs, Changes changes) {
        this.monotonicMs = monotonicMs;
        this.awayMs = awayMs;
        this.changes = changes;
    }

    /** Is told who comes, and who is gone for good. */
    interface Changes {
        void online(String username);

        void offline(String username);
    }

    /** @return whether the session listens to the inbox from now on, and did not before or was elsewhere */
    boolean hear(Presence told) {
        long now = monotonicMs.getAsLong();
        User user = users.computeIfAbsent(told.key(), u -> new User());
        Seen seen = user.sessions.get(told.sessionId());
        if (told.open()) {
            user.displayName = told.displayName();
            user.seenAt = now;
            user.sessions.put(told.sessionId(), new Seen(told.lane(), told.peerId(), told.inbox(), now));
            if (!user.online) {
                user.online = true;
                changes.online(told.key());
            }
            return told.inbox() && (seen == null || !seen.inbox || !seen.lane.equals(told.lane()));
        }
        // a session that already goes on elsewhere is not closed by the end of its former socket
        if (seen != null && seen.lane.equals(told.lane())) {
            user.sessions.remove(told.sessionId());
            user.seenAt = now;
        }
        return false;
    }

    void hear(InCall told) {
        User user = users.computeIfAbsent(told.key(), u -> new User());
        if (told.in()) {
            user.calls.put(told.callId(), monotonicMs.getAsLong());
        } else {
            user.calls.remove(told.callId());
        }
    }

    /** {@code in-call}, {@code online}, {@code away} or {@code offline}. */
    String presence(String username) {
        User user = users.get(username);
        if (user == null) {
            return "offline";
        }
        boolean here = !user.sessions.isEmpty();
        if (here && !user.calls.isEmpty()) {
            return "in-call";
        }
        return here ? "online" : monotonicMs.getAsLong() - user.seenAt < awayMs ? "away" : "offline";
    }

    /** Users who are online, or were until a moment ago. */
    List<String> online(Predicate<String> usernames) {
        return users.entrySet().stream()
                .filter(entry -> entry.getValue().online && usernames.test(entry.getKey()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The name that the user's sessions show, null when the user has none. */
    String displayName(String username) {
        User user = users.get(username);
        return user == null ? null : user.displayName;
    }

    /** Whether any device of the user's would ring now. */
    boolean isListening(String username) {
        return !listening(username).isEmpty();
    }

    /** The gateway lanes with sessions that listen to the user's inbox. */
    Set<String> listening(String username) {
        User user = users.get(username);
        return user == null
                ? Set.of()
                : user.sessions.values().stream()
                        .filter(seen -> seen.inbox)
                        .map(seen -> seen.lane)
                        .collect(Collectors.toSet());
    }

    /** Lanes that have any session of the user. */
    Set<String> lanes(String username) {
        User user = users.get(username);
        return user == null
                ? Set.of()
                : user.sessions.values().stream().map(seen -> seen.lane).collect(Collectors.toSet());
    }

    /** Gets a session that listens to a user's inbox. */
    @FunctionalInterface
    interface Listener {
        void take(String username, String lane, String peerId);
    }

    void forEachListening(Predicate<String> usernames, Listener listener) {
        users.forEach((username, user) -> {
            if (usernames.test(username)) {
                user.sessions.values().stream()
                        .filter(seen -> seen.inbox)
                        .forEach(seen -> listener.take(username, seen.lane, seen.peerId));
            }
        });
    }

    /** How many users somebody tells of. */
    int users() {
        return users.size();
    }

    /** Ends the leases that ran out. To be called every second. */
    void sweep() {
        long now = monotonicMs.getAsLong();
        for (Iterator<Map.Entry<String, User>> all = users.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<String, User> entry = all.next();
            User user = entry.getValue();
            user.sessions.values().removeIf(seen -> now - seen.at >= LEASE_MS);
            user.calls.values().removeIf(at -> now - at >= LEASE_MS);
            boolean gone = user.sessions.isEmpty() && now - user.seenAt >= awayMs;
            if (gone && user.online) {
                user.online = false;
                changes.offline(entry.getKey());
            }
            if (gone && user.calls.isEmpty()) {
                all.remove();
            }
        }
    }

    private static final class User {
        private final Map<String, Seen> sessions = new HashMap<>(2);
        private final Map<String, Long> calls = new HashMap<>(2);
        private String displayName;
        private long seenAt;
        /** Others were told so. */
        private boolean online;
    }

    private record Seen(String lane, String peerId, boolean inbox, long at) {}
}
