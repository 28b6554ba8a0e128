package dev.parley.gateway.session;

import dev.parley.cluster.LaneRouter;
import dev.parley.cluster.StepTimer;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.Slice;
import dev.parley.protocol.lane.Actor;
import dev.parley.protocol.lane.Op;
import dev.parley.protocol.lane.ToGateway.Answer;
import dev.parley.protocol.lane.ToOwner.Request;
import io.vertx.core.Future;
import io.vertx.core.Promise;

/** Requests on their way to the owner of a room, a user or a call, and back. Confined to the lane. */
public final class OwnerAsks {
    private final LaneRouter router;

    private final StepTimer timer;

    /** @param timer of the way to the owner and back */
    OwnerAsks(LaneRouter router, StepTimer timer) {
        this.router = router;
        this.timer = timer;
    }

    /** What came back: the body as JSON and, where a room's stream begins, after what. */
    public record Result(String key, Slice body, String epoch, long seq) {}

    /** Asks whoever owns {@code key}; fails with a {@link Refusal}. */
    Future<Result> ask(Op op, String key, Actor actor, Slice body) {
        Promise<Result> promise = Promise.promise();
        Request request = new Request(router.nextCorr(), router.lane(), router.deadline(), op, key, actor, body);
        long began = timer.begin();
        router.ask(request, answer -> {
            timer.end(began);
            complete(promise, key, answer);
        });
        return promise.future();
    }

    private static void complete(Promise<Result> promise, String key, Answer answer) {
        if (answer.succeeded()) {
            promise.complete(new Result(key, answer.body(), answer.epoch(), answer.seq()));
        } else {
            promise.fail(new Refusal(answer.code(), answer.body().text(), answer.seq()));
        }
    }
}
