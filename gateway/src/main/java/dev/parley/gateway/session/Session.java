package dev.parley.gateway.session;

import dev.parley.gateway.frame.FrameWriter;
import dev.parley.gateway.socket.ClientAddresses;
import dev.parley.gateway.socket.ClientSocket;
import dev.parley.protocol.CloseReason;
import dev.parley.protocol.Code;
import dev.parley.protocol.Grants;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.UserRef;
import dev.parley.protocol.lane.Actor;
import io.github.bucket4j.Bucket;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** One socket and whose it is. Confined to its lane. */
final class Session {
    /** How far the conversation has come. */
    enum Phase {
        CONNECTED,
        OPENING,
        OPEN,
        CLOSED
    }

    /** Answering {@code rate_limited} has its price, too: this many of them a second are no mistake any more. */
    private static final int FLOOD = 2_000;

    /** Inbox events that a session remembers. */
    private static final int NEWS_MAX = 64;

    private static final long FLOOD_WINDOW_MS = 1_000;

    private final ClientSocket socket;
    private final Bucket requests;
    private final Bucket faults;
    private final String network;
    private final long connectedAt;
    private final Map<String, Membership> rooms = new HashMap<>(4);
    private final Set<String> registered = new HashSet<>(4);
    private final Set<String> joining = new HashSet<>(2);
    private final Set<String> news = new LinkedHashSet<>(2);
    private Phase phase = Phase.CONNECTED;
    private String sessionId;
    private long tokensFrom;
    private long expiresAt;
    private Actor actor;
    private Grants grants = Grants.USER;
    private long heardAt;
    private long inFlight;
    private boolean closing;
    private CloseReason closedFor;
    private long awaitedUntil;
    private long refusedSince;
    private int refused;

    /** @param requests null when rates are off */
    Session(ClientSocket socket, Bucket requests, Bucket faults, long now) {
        this.socket = socket;
        this.requests = requests;
        this.faults = faults;
        this.network = ClientAddresses.network(socket.address());
        this.connectedAt = now;
        this.heardAt = now;
        anonymous();
    }

    /** It is nobody's, as before its opening. */
    void anonymous() {
        rooms.clear();
        identify(null, new Actor("", 0, "", null, "", socket.address()), null);
    }

    Phase phase() {
        return phase;
    }

    void phase(Phase value) {
        phase = value;
    }

    boolean isOpen() {
        return phase == Phase.OPEN;
    }

    boolean isClosed() {
        return phase == Phase.CLOSED;
    }

    /** Closed by this side or gone already: nothing more is read from it or written to it. */
    boolean isClosing() {
        return closing || phase == Phase.CLOSED;
    }

    /** Why this side closed it, null while it has not. */
    CloseReason closedFor() {
        return closedFor;
    }

    /** Who it is, from {@code session.open} on. @param by the token by which it is a user, null for a guest */
    void identify(String id, Actor who, Tokens.Access by) {
        sessionId = id;
        actor = who;
        tokensFrom = by == null ? 0 : by.tokensFrom();
        expiresAt = by == null ? Long.MAX_VALUE : by.expiresAt();
        grants = by == null ? Grants.USER : by.grants();
    }

    /** The last log-out of all devices that its user's token knows, in milliseconds since 1970. */
    long tokensFrom() {
        return tokensFrom;
    }

    /** Whether the inbox event was not given to it before; the latest are remembered. */
    boolean isNews(String eventId) {
        boolean added = news.add(eventId);
        if (news.size() > NEWS_MAX) {
            news.remove(news.iterator().next());
        }
        return added;
    }

    /** What its access token lets it do; a guest's are a user's. */
    Grants grants() {
        return grants;
    }

    String sessionId() {
        return sessionId;
    }

    Actor actor() {
        return actor;
    }

    String peerId() {
        return actor.peerId();
    }

    String displayName() {
        return actor.displayName();
    }

    UserRef user() {
        return actor.user();
    }

    boolean hasExpired(long epochSeconds) {
        return epochSeconds > expiresAt;
    }

    String address() {
        return socket.address();
    }

    /** What its rates are counted by. */
    String network() {
        return network;
    }

    long connectedAt() {
        return connectedAt;
    }

    /** It was told to open later: it has until then. */
    void awaitedUntil(long monotonicMs) {
        awaitedUntil = monotonicMs;
    }

    /** Whether it should have asked to be opened by now. */
    boolean isLate(long now, long openTimeoutMs) {
        return phase == Phase.CONNECTED && now >= Math.max(awaitedUntil, connectedAt + openTimeoutMs);
    }

    long heardAt() {
        return heardAt;
    }

    void heard(long now) {
        heardAt = now;
    }

    Membership room(String roomId) {
        return rooms.get(roomId);
    }

    /** The membership, made when there is none, with what is registered of it already. */
    Membership roomOrNew(String roomId) {
        return rooms.computeIfAbsent(roomId, id -> {
            Membership made = new Membership(id);
            made.registerEvents(registered.contains(dev.parley.protocol.Addresses.roomEvents(id)));
            made.registerSignals(registered.contains(dev.parley.protocol.Addresses.signal(id, peerId())));
            return made;
        });
    }

    void forget(String roomId) {
        rooms.remove(roomId);
    }

    /** Rooms whose joins are under way: they count for the limit of a session. */
    Set<String> joining() {
        return joining;
    }

    Collection<Membership> rooms() {
        return rooms.values();
    }

    /** The addresses it listens to. */
    Set<String> registered() {
        return registered;
    }

    /** Whether the socket may make one more request now. */
    boolean mayAsk() {
        return requests == null || requests.tryConsume(1);
    }

    /** Counts a request that came over the rate; a flood of them ends the conversation. */
    void overRate() {
        if (heardAt - refusedSince >= FLOOD_WINDOW_MS) {
            refusedSince = heardAt;
            refused = 0;
        }
        if (++refused > FLOOD) {
            close(CloseReason.ABUSE);
        }
    }

    /** Whether so much more would still leave it below {@code max} unwritten. */
    boolean hasRoomFor(int size, int max) {
        return inFlight + size <= max;
    }

    /** Sends a frame and counts its bytes until the system took them; a reader that is too slow is cut off. */
    Future<Void> send(String text, int maxInFlight) {
        if (isClosing()) {
            return Future.failedFuture("closed");
        }
        int size = text.length();
        inFlight += size;
        if (inFlight > maxInFlight) {
            close(CloseReason.TOO_SLOW);
            return Future.failedFuture("too slow");
        }
        return socket.send(text).onComplete(done -> inFlight -= size);
    }

    void reply(String replyAddress, String body, int maxInFlight) {
        if (replyAddress != null) {
            send(FrameWriter.rec(replyAddress, body), maxInFlight);
        }
    }

    /** An {@code err} at the reply address, else at the address of the failed frame. */
    void fail(String address, Refusal refusal, int maxInFlight, String... fields) {
        Code code = refusal.code();
        send(FrameWriter.err(address, code.status(), code.wire(), refusal.detail(), fields), maxInFlight);
    }

    /** Counts a frame that was not understood; too many of them end the conversation. */
    void blame() {
        if (!faults.tryConsume(1)) {
            close(CloseReason.ABUSE);
        }
    }

    void close(CloseReason reason) {
        if (!isClosing()) {
            closing = true;
            closedFor = reason;
            socket.close(reason.code(), reason.text());
        }
    }
}
