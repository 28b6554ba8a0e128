package dev.parley.gateway.session;

import dev.parley.protocol.Addresses;
import dev.parley.protocol.Code;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.Slice;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.util.function.LongSupplier;

/**
 * Sockets that ask for their session: each waits for its admission, is opened, and from its answer on has its inbox and its
 * rooms; or is told when to come back. Confined to the lane.
 */
final class Arrivals {
    private final Admission admission;
    private final Opening opening;
    private final Streams streams;
    private final Inboxes inboxes;
    private final People people;
    private final Answers answers;
    private final LaneMetrics metrics;
    private final long openTimeoutMs;
    private final LongSupplier monotonicMs;

    /** @param openTimeoutMs how long a socket that was sent away may be late when it comes back */
    Arrivals(
            Admission admission,
            Opening opening,
            Streams streams,
            Inboxes inboxes,
            People people,
            Answers answers,
            LaneMetrics metrics,
            long openTimeoutMs,
            LongSupplier monotonicMs) {
        this.admission = admission;
        this.opening = opening;
        this.streams = streams;
        this.inboxes = inboxes;
        this.people = people;
        this.answers = answers;
        this.metrics = metrics;
        this.openTimeoutMs = openTimeoutMs;
        this.monotonicMs = monotonicMs;
    }

    /** @throws Refusal when it cannot be asked for, such as while it is being opened already */
    void open(Session session, String replyAddress, Slice body) {
        if (session.phase() == Session.Phase.OPENING) {
            throw Refusal.invalid("The session is being opened already.");
        }
        Session.Phase before = session.phase();
        Future<Slice> opened = before == Session.Phase.CONNECTED
                ? admission.admit(() -> firstOpening(session, body))
                : opening.open(session, Bodies.read(body));
        if (!opened.isComplete() && before == Session.Phase.CONNECTED) {
            session.phase(Session.Phase.OPENING);
        }
        opened.onComplete(done -> opened(session, before, replyAddress, done));
    }

    private Future<Slice> firstOpening(Session session, Slice body) {
        return session.isClosing()
                ? Future.failedFuture(new Refusal(Code.UNAVAILABLE, "The socket closed before its turn."))
                : opening.open(session, Bodies.read(body));
    }

    private void opened(Session session, Session.Phase before, String replyAddress, AsyncResult<Slice> done) {
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
            notOpened(session, replyAddress, Refusal.of(done.cause()));
            return;
        }
        session.phase(Session.Phase.OPEN);
        answers.give(session, replyAddress, done.result(), done.cause());
        inboxes.opened(session);
        people.tell(session, true);
        session.rooms().forEach(room -> streams.attachIfReady(session, room));
    }

    /** Whoever may try again is told when, and keeps its socket until then. */
    private void notOpened(Session session, String replyAddress, Refusal why) {
        if (session.isClosing()) {
            return;
        }
        Refusal refusal = why;
        if (why.code().retryable()) {
            long wait = why.retryAfterMs() > 0 ? why.retryAfterMs() : admission.comeBackMs();
            session.awaitedUntil(monotonicMs.getAsLong() + wait + openTimeoutMs);
            refusal = new Refusal(why.code(), why.detail(), wait);
        }
        answers.refuse(session, replyAddress != null ? replyAddress : Addresses.SESSION_OPEN, refusal);
    }
}
