package dev.parley.gateway.session;

import dev.parley.gateway.GatewayConfig;
import dev.parley.protocol.Addresses;
import dev.parley.protocol.Addresses.SignalAddress;
import dev.parley.protocol.Code;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.Slice;
import dev.parley.protocol.feed.Feed;

/**
 * What a socket may listen to: any well-formed room's events (silent until it is a member, so it tells nothing), its own
 * signals, its own inbox; a service's, taps and the feeds of events.
 */
final class Registrations {
    private final Streams streams;
    private final People people;
    private final SessionTaps taps;
    private final FeedSubscriptions followers;
    private final GatewayConfig config;

    Registrations(Streams streams, People people, SessionTaps taps, FeedSubscriptions followers, GatewayConfig config) {
        this.streams = streams;
        this.people = people;
        this.taps = taps;
        this.followers = followers;
        this.config = config;
    }

    /**
     * @param headers any JSON value; only taps and feeds read it
     * @throws Refusal {@code access_denied}, or {@code rate_limited} when the socket listens to too much
     */
    void register(Session session, String address, Slice headers) {
        Feed followed = Feed.ofAddress(address);
        if (address.equals(Addresses.TAP)) {
            taps.register(session, headers);
        } else if (followed != null) {
            followers.register(session, followed, headers);
        } else {
            listen(session, address);
        }
    }

    void unregister(Session session, String address) {
        Feed followed = Feed.ofAddress(address);
        if (address.equals(Addresses.TAP)) {
            taps.end(session);
        } else if (followed != null) {
            followers.unregister(session, followed);
        } else if (session.registered().remove(address)) {
            change(session, permitted(session, address), address, false);
        }
    }

    private void listen(Session session, String address) {
        String roomId = permitted(session, address);
        if (session.registered().size() >= config.limits().registersPerSocket()
                && !session.registered().contains(address)) {
            throw new Refusal(Code.RATE_LIMITED, "This socket listens to too many addresses. Unregister some first.");
        }
        if (session.registered().add(address) && roomId.isEmpty()) {
            people.tell(session, true);
        }
        change(session, roomId, address, true);
    }

    private void change(Session session, String roomId, String address, boolean on) {
        Membership room = session.room(roomId);
        if (room == null) {
            return;
        }
        boolean wasReady = room.isReady();
        if (address.equals(Addresses.roomEvents(roomId))) {
            room.registerEvents(on);
        } else {
            room.registerSignals(on);
        }
        if (!wasReady) {
            streams.attachIfReady(session, room);
        } else if (!room.isReady()) {
            streams.detach(session, room, false);
        }
    }

    /** @return the room that the address is about, empty for an inbox */
    private static String permitted(Session session, String address) {
        ServiceAccess.requirePeer(session.actor());
        String room = Addresses.roomOfEvents(address);
        if (room != null) {
            return room;
        }
        SignalAddress signal = Addresses.parseSignal(address);
        if (signal != null && signal.peerId().equals(session.peerId())) {
            return signal.roomId();
        }
        String user = Addresses.userOfInbox(address);
        if (user != null && session.user() != null && session.user().username().equals(user)) {
            return "";
        }
        throw new Refusal(Code.ACCESS_DENIED, "This address is not open to you.");
    }
}
