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
        byPeer.remove(session.peerId(), session);
    }

    /** @return the session that spoke for the peer before on this lane, null when none did */
    Session speaksFor(Session session) {
        Session former = byPeer.put(session.peerId(), session);
        return former == session ? null : former;
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
