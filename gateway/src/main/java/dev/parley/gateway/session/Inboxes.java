package dev.parley.gateway.session;

import dev.parley.gateway.frame.FrameWriter;
import dev.parley.protocol.Addresses;
import dev.parley.protocol.CloseReason;
import dev.parley.protocol.lane.ToGateway.Inbox;
import dev.parley.protocol.lane.ToGateway.LoggedOut;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The sessions of users on this lane, and those that listen to their inboxes. Confined to the lane. */
final class Inboxes {
    private final Map<String, Set<Session>> byUser = new HashMap<>();
    private final int maxInFlight;

    Inboxes(int maxInFlight) {
        this.maxInFlight = maxInFlight;
    }

    void opened(Session session) {
        if (session.user() != null) {
            byUser.computeIfAbsent(session.user().username(), u -> new HashSet<>(2))
                    .add(session);
        }
    }

    void closed(Session session) {
        if (session.user() != null) {
            byUser.computeIfPresent(session.user().username(), (username, sessions) -> {
                sessions.remove(session);
                return sessions.isEmpty() ? null : sessions;
            });
        }
    }

    void deliver(Inbox inbox) {
        String address = Addresses.inbox(inbox.username());
        String frame = FrameWriter.rec(address, inbox.event().text());
        for (Session session : of(inbox.username())) {
            boolean meant = inbox.toPeer().isEmpty() || inbox.toPeer().equals(session.peerId());
            if (meant
                    && !session.peerId().equals(inbox.exceptPeer())
                    && session.registered().contains(address)
                    && session.isNews(inbox.eventId())) {
                session.send(frame, maxInFlight);
            }
        }
    }

    /** Ends what older tokens opened. */
    void loggedOut(LoggedOut out) {
        for (Session session : of(out.username())) {
            if (session.tokensFrom() < out.before() && !session.peerId().equals(out.exceptPeer())) {
                session.close(CloseReason.TOKEN_INVALID);
            }
        }
    }

    private List<Session> of(String username) {
        return List.copyOf(byUser.getOrDefault(username, Set.of()));
    }
}
