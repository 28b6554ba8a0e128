package dev.parley.gateway.session;

import dev.parley.gateway.GatewayConfig;
import dev.parley.gateway.frame.FrameScanner;
import dev.parley.gateway.frame.FrameVerdict;
import dev.parley.gateway.frame.FrameWriter;
import dev.parley.protocol.Addresses;
import dev.parley.protocol.Addresses.SignalAddress;
import dev.parley.protocol.Code;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.Slice;
import dev.parley.protocol.feed.Feed;
import dev.parley.protocol.lane.Op;
import dev.parley.protocol.lane.Owner;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what a client sends, frame by frame, and has it done. Whatever fails is answered with a code. */
final class Conversation {
    private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);
    private static final Slice NO_BODY = Slice.utf8("{}");

    private final FrameScanner frame = new FrameScanner();
    private final Admission admission;
    private final Opening opening;
    private final Registrations registrations;
    private final SessionTaps taps;
    private final PageTraces pages;
    private final Signaling signaling;
    private final RoomAsks rooms;
    private final People people;
    private final Accounts accounts;
    private final Streams streams;
    private final Inboxes inboxes;
    private final FeedAsks feed;
    private final FeedSubscriptions followers;
    private final Rates rates;
    private final GatewayConfig config;
    private final LongSupplier monotonicMs;
    private final LaneMetrics metrics;

    Conversation(
            Admission admission,
            Opening opening,
            Registrations registrations,
            SessionTaps taps,
            PageTraces pages,
            Signaling signaling,
            RoomAsks rooms,
            People people,
            Accounts accounts,
            Streams streams,
            Inboxes inboxes,
            FeedAsks feed,
            FeedSubscriptions followers,
            Rates rates,
            GatewayConfig config,
            LongSupplier monotonicMs,
            LaneMetrics metrics) {
        this.admission = admission;
        this.opening = opening;
        this.registrations = registrations;
        this.taps = taps;
        this.pages = pages;
        this.signaling = signaling;
        this.rooms = rooms;
        this.people = people;
        this.accounts = accounts;
        this.streams = streams;
        this.inboxes = inboxes;
        this.feed = feed;
        this.followers = followers;
        this.rates = rates;
        this.config = config;
        this.monotonicMs = monotonicMs;
        this.metrics = metrics;
    }

    void receive(Session session, Buffer text) {
        if (session.isClosing()) {
            return;
        }
        session.heard(monotonicMs.getAsLong());
        if (text.length() > config.limits().frameBytes()) {
            tooLarge(session, text.length());
            return;
        }
        byte[] bytes = text.getBytes();
        FrameVerdict verdict = frame.scan(bytes, 0, bytes.length);
        try {
            if (verdict != FrameVerdict.OK) {
                session.blame();
                throw malformed(verdict);
            }
            dispatch(session, bytes);
        } catch (Refusal refusal) {
            fail(session, whereToAnswer(), refusal);
        } catch (RuntimeException fault) {
            LOG.error("a frame of type {} to {} failed", frame.type(), loggable(frame.address()), fault);
            fail(session, whereToAnswer(), Refusal.of(fault));
        }
    }

    void tooLarge(Session session, int size) {
        fail(
                session,
                null,
                new Refusal(
                        Code.FRAME_TOO_LARGE,
                        "A frame of " + size + " bytes is over the limit of "
                                + config.limits().frameBytes() + "."));
        session.blame();
    }

    private void dispatch(Session session, byte[] bytes) {
        switch (frame.type()) {
            case PING -> limit(session);
            case SEND -> {
                limit(session);
                send(session, required(frame.address()), bytes);
            }
            case REGISTER -> {
                limit(session);
                opened(session);
                register(session, required(frame.address()), bytes);
            }
            case UNREGISTER -> {
                limit(session);
                opened(session);
                unregister(session, required(frame.address()));
            }
            case PUBLISH -> throw new Refusal(Code.ACCESS_DENIED, "Clients do not publish; send to one address.");
        }
    }

    private void register(Session session, String address, byte[] bytes) {
        Feed followed = Feed.ofAddress(address);
        if (address.equals(Addresses.TAP)) {
            taps.register(session, headers(bytes));
        } else if (followed == null) {
            registrations.register(session, address);
        } else {
            followers.register(session, followed, headers(bytes));
        }
    }

    private void unregister(Session session, String address) {
        Feed followed = Feed.ofAddress(address);
        if (address.equals(Addresses.TAP)) {
            taps.end(session);
        } else if (followed == null) {
            registrations.unregister(session, address);
        } else {
            followers.unregister(session, followed);
        }
    }

    private void send(Session session, String address, byte[] bytes) {
        if (address.equals(Addresses.SESSION_OPEN)) {
            open(session, bytes);
            return;
        }
        Op op = Op.ofAddress(address);
        if (op == null || !op.isOfAccounts()) {
            opened(session);
        }
        SignalAddress signal = op == null ? Addresses.parseSignal(address) : null;
        if (signal != null) {
            ServiceAccess.requirePeer(session.actor());
            signaling.send(session, frame, bytes, signal);
        } else if (address.equals(Addresses.CALL_TRACE)) {
            answer(session, frame.replyAddress(), pages.take(session, body(bytes)), null);
        } else if (address.equals(FeedAsks.READ)) {
            read(session, bytes);
        } else if (op == null) {
            throw denied();
        } else if (op.owner() == Owner.ROOMS) {
            ask(session, op, bytes);
        } else {
            askPeople(session, op, bytes);
        }
    }

    private void open(Session session, byte[] bytes) {
        if (session.phase() == Session.Phase.OPENING) {
            throw Refusal.invalid("The session is being opened already.");
        }
        String reply = frame.replyAddress();
        Slice body = body(bytes);
        Session.Phase before = session.phase();
        Future<Slice> opened = before == Session.Phase.CONNECTED
                ? admission.admit(() -> firstOpening(session, body))
                : opening.open(session, Bodies.read(body));
        if (!opened.isComplete() && before == Session.Phase.CONNECTED) {
            session.phase(Session.Phase.OPENING);
        }
        opened.onComplete(done -> opened(session, before, reply, done));
    }

    private Future<Slice> firstOpening(Session session, Slice body) {
        return session.isClosing()
                ? Future.failedFuture(new Refusal(Code.UNAVAILABLE, "The socket closed before its turn."))
                : opening.open(session, Bodies.read(body));
    }

    private void opened(Session session, Session.Phase before, String reply, AsyncResult<Slice> done) {
        if (before == Session.Phase.CONNECTED) {
            metrics.opened(session.actor().generation() > 1, done.cause());
        }
        if (session.isClosed()) {
            session.rooms().forEach(room -> streams.detach(session, room, true));
            return;
        }
        if (done.failed() && before == Session.Phase.CONNECTED) {
            session.phase(before);
            session.rooms().forEach(room -> streams.detach(session, room, true));
            opening.abandon(session);
            notOpened(session, reply, Refusal.of(done.cause()));
            return;
        }
        session.phase(Session.Phase.OPEN);
        answer(session, reply, done.result(), done.cause());
        inboxes.opened(session);
        people.tell(session, true);
        session.rooms().forEach(room -> streams.attachIfReady(session, room));
    }

    /** Whoever may try again is told when, and keeps its socket until then. */
    private void notOpened(Session session, String reply, Refusal why) {
        if (session.isClosing()) {
            return;
        }
        Refusal refusal = why;
        if (why.code().retryable()) {
            long wait = why.retryAfterMs() > 0 ? why.retryAfterMs() : admission.comeBackMs();
            session.awaitedUntil(monotonicMs.getAsLong() + wait + config.openTimeoutMs());
            refusal = new Refusal(why.code(), why.detail(), wait);
        }
        fail(session, reply != null ? reply : Addresses.SESSION_OPEN, refusal);
    }

    private void ask(Session session, Op op, byte[] bytes) {
        String reply = frame.replyAddress();
        Slice body = body(bytes);
        Future<OwnerAsks.Result> asked =
                switch (op) {
                    case JOIN -> rooms.join(session, body, config.roomsPerSession());
                    case LEAVE -> rooms.leave(session, body);
                    case BROADCAST -> rooms.broadcast(session.actor(), session.grants(), OpaqueData.of(frame, bytes));
                    default -> rooms.ask(op, session.actor(), session.grants(), body);
                };
        asked.onComplete(done -> {
            answer(session, reply, done.succeeded() ? done.result().body() : null, done.cause());
            if (done.succeeded() && op == Op.JOIN) {
                joined(session, session.room(done.result().key()));
            }
        });
    }

    private void read(Session session, byte[] bytes) {
        String reply = frame.replyAddress();
        feed.read(session.grants(), Bodies.read(body(bytes)).json())
                .onComplete(done -> answer(session, reply, done.result(), done.cause()));
    }

    private void askPeople(Session session, Op op, byte[] bytes) {
        String reply = frame.replyAddress();
        Slice body = body(bytes);
        Future<Slice> asked = op.isOfAccounts()
                ? accounts.ask(op, session.actor(), body)
                : people.ask(op, session.actor(), session.grants(), body);
        asked.onComplete(done -> {
            if (done.succeeded() && op == Op.PASSWORD) {
                accounts.renew(session, done.result());
            }
            answer(session, reply, done.result(), done.cause());
        });
    }

    private void joined(Session session, Membership room) {
        if (session.isClosed()) {
            streams.detach(session, room, true);
        } else {
            streams.attachIfReady(session, room);
        }
    }

    private void answer(Session session, String reply, Slice body, Throwable failure) {
        if (reply == null || session.isClosing()) {
            return;
        }
        if (failure != null) {
            fail(session, reply, Refusal.of(failure));
        } else {
            session.reply(reply, body.text(), config.limits().writeQueueBytes());
        }
    }

    private void fail(Session session, String address, Refusal refusal) {
        session.fail(
                address,
                refusal,
                config.limits().writeQueueBytes(),
                Answers.retryHint(refusal.code(), refusal.retryAfterMs()));
    }

    private void limit(Session session) {
        if (!session.mayAsk() || !rates.mayAsk(session.network())) {
            session.overRate();
            throw new Refusal(Code.RATE_LIMITED, "Too many requests. Slow down and try again in a second.");
        }
    }

    private static void opened(Session session) {
        if (!session.isOpen()) {
            throw new Refusal(Code.NOT_OPEN, "Send session.open first.");
        }
    }

    private static String required(String address) {
        if (address == null) {
            throw new Refusal(Code.MISSING_ADDRESS, "The frame names no address.");
        }
        return address;
    }

    private Slice body(byte[] bytes) {
        return frame.hasBody() ? new Slice(bytes, frame.bodyStart(), frame.bodyEnd()) : NO_BODY;
    }

    private Slice headers(byte[] bytes) {
        return frame.hasHeaders() ? new Slice(bytes, frame.headersStart(), frame.headersEnd()) : NO_BODY;
    }

    private String whereToAnswer() {
        return frame.replyAddress() != null ? frame.replyAddress() : frame.address();
    }

    private static Refusal denied() {
        return new Refusal(Code.ACCESS_DENIED, "This address is not open to you.");
    }

    private static Refusal malformed(FrameVerdict verdict) {
        return switch (verdict) {
            case MISSING_TYPE -> new Refusal(Code.MISSING_TYPE, "The frame has no type.");
            case INVALID_TYPE ->
                new Refusal(Code.INVALID_TYPE, "type must be one of ping, send, register, unregister.");
            case INVALID_REPLY_ADDRESS -> Refusal.invalid("replyAddress must be a text of at most 64 characters.");
            default -> new Refusal(Code.INVALID_JSON, "The frame is not one valid JSON object.");
        };
    }

    private static String loggable(String address) {
        return address == null
                ? "-"
                : new String(address.getBytes(StandardCharsets.US_ASCII), StandardCharsets.US_ASCII);
    }

    /** The server's heartbeat. */
    void pong(Session session) {
        session.send(FrameWriter.pong(), config.limits().writeQueueBytes());
    }
}
