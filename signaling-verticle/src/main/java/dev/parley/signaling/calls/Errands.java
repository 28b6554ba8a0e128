package dev.parley.signaling.calls;

import dev.parley.cluster.LaneRouter;
import dev.parley.protocol.Code;
import dev.parley.protocol.Json;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.lane.Actor;
import dev.parley.protocol.lane.Op;
import dev.parley.protocol.lane.ToGateway.Answer;
import dev.parley.protocol.lane.ToOwner.Request;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the errands of calls until each is done or refused for good. Those for one owner go out in their order. What an
 * owner that died had not finished is run again by the next. Confined to the lane.
 */
final class Errands {
    private static final Logger LOG = LoggerFactory.getLogger(Errands.class);
    private static final Actor CALLS = new Actor("", 0, "", null, "", "");

    private final Calls calls;
    private final CallRules rules;
    private final LaneRouter router;
    private final LongSupplier clock;
    private final Map<String, Future<Void>> underWay = new HashMap<>();

    Errands(Calls calls, CallRules rules, LaneRouter router, LongSupplier clock) {
        this.calls = calls;
        this.rules = rules;
        this.router = router;
        this.clock = clock;
    }

    /** Begins what is not under way. @return when the room of the call is as the call says */
    Future<Void> run(Call call) {
        Future<Void> opened = Future.succeededFuture();
        Set<String> busy = new HashSet<>();
        for (Errand errand : call.errands()) {
            // of those for one owner the next is sent when the one before it is done
            if (!busy.add(errand.key())) {
                continue;
            }
            Future<Void> done = begun(call, errand);
            if (errand.op() == Op.OPEN_CALL) {
                opened = done;
            }
        }
        return opened;
    }

    private Future<Void> begun(Call call, Errand errand) {
        Future<Void> before = underWay.get(name(call, errand));
        if (before != null) {
            return before;
        }
        Future<Void> sent = send(call, errand);
        if (!sent.failed()) {
            underWay.put(name(call, errand), sent);
        }
        return sent;
    }

    private Future<Void> send(Call call, Errand errand) {
        Promise<Void> done = Promise.promise();
        Request request = new Request(
                router.nextCorr(),
                router.lane(),
                router.deadline(),
                errand.op(),
                errand.key(),
                CALLS,
                Json.slice(errand.body()));
        router.ask(request, answer -> finish(call, errand, answer, done));
        return done.future();
    }

    private void finish(Call call, Errand errand, Answer answer, Promise<Void> done) {
        if (answer.succeeded() || !answer.code().retryable()) {
            finished(call, errand, answer, done);
        } else {
            underWay.remove(name(call, errand));
            done.fail(new Refusal(Code.UNAVAILABLE, "The call could not be set up in time. Try again in a second."));
        }
    }

    private void finished(Call call, Errand errand, Answer answer, Promise<Void> done) {
        if (!answer.succeeded()) {
            LOG.warn(
                    "errand {} of call {} was refused: {}",
                    errand.op(),
                    call.callId(),
                    answer.body().text());
        }
        boolean rang = errand.op() == Op.RING
                && answer.succeeded()
                && Json.object(answer.body()).path("rang").asBoolean();
        done.complete();
        calls.step(call.callId(), now -> {
                    if (now == null) {
                        return null;
                    }
                    Call without = now.without(errand);
                    return rang
                            ? rules.rang(
                                    without, errand.body().get("invitationId").textValue(), clock.getAsLong())
                            : without;
                })
                .onComplete(written -> underWay.remove(name(call, errand)))
                .onSuccess(after -> {
                    if (after != null) {
                        run(after);
                    }
                });
    }

    private static String name(Call call, Errand errand) {
        return call.callId() + '/' + errand.number();
    }
}
