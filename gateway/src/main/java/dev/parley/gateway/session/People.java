package dev.parley.gateway.session;

import dev.parley.cluster.LaneRouter;
import dev.parley.protocol.Code;
import dev.parley.protocol.Fields;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.Slice;
import dev.parley.protocol.lane.Op;
import dev.parley.protocol.lane.ToOwner.Presence;
import dev.parley.protocol.lane.ToOwner.Request;
import io.vertx.core.Future;
import io.vertx.core.Promise;

/** Users on their way to the lane that owns them: that a session is here, and what others ask about them. */
final class People {
    private static final int USERNAME_MAX = 64;

    private final LaneRouter router;

    People(LaneRouter router) {
        this.router = router;
    }

    /** Says that a session is open or has closed; guests have nobody to be. */
    void tell(Session session, boolean open) {
        if (session.user() != null && (session.isOpen() || !open)) {
            router.tell(new Presence(
                    router.lane(), session.user().username(), session.sessionId(), session.displayName(), open));
        }
    }

    /** {@code {username, displayName, presence}}; only users may ask. */
    Future<Slice> get(Session session, Slice body) {
        if (session.user() == null) {
            throw new Refusal(Code.ACCESS_DENIED, "Guests do not see who is here. Log in first.");
        }
        String username = Fields.of(body).text("username", 1, USERNAME_MAX);
        Promise<Slice> promise = Promise.promise();
        Request request = new Request(
                router.nextCorr(), router.lane(), router.deadline(), Op.PERSON, username, session.actor(), body);
        router.ask(request, answer -> {
            if (answer.succeeded()) {
                promise.complete(answer.body());
            } else {
                promise.fail(new Refusal(answer.code(), answer.body().text()));
            }
        });
        return promise.future();
    }
}
