package dev.parley.gateway.session;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The sockets of one lane, and which of them speaks for which peer. */
final class Sessions {
    private final Set<Session> all = new LinkedHashSet<>();
    private final Map<String, Session> byPeer = new HashMap<>();

    void add(Session session) {
        all.add(session);
    }

    void remove(Session session) {
        all.remove(session);
        silence(session);
    }

    /** The session speaks for its peer from now on, whoever did before. */
    void speaksFor(Session session) {
        byPeer.put(session.peerId(), session);
    }

    /** The session speaks for its peer no longer. */
    void silence(Session session) {
        byPeer.remove(session.peerId(), session);
    }

    Session ofPeer(String peerId) {
        return byPeer.get(peerId);
    }

    Collection<Session> all() {
        return all;
    }

    int size() {
        return all.size();
    }

    int peers() {
        return byPeer.size();
    }
}
