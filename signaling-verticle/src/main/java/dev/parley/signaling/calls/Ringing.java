package dev.parley.signaling.calls;

import dev.parley.cluster.LaneRouter;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.UserRef;
import dev.parley.protocol.lane.ToOwner.InCall;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens to calls by themselves: time ends them, errands are run again, the archive gets what it has not, users in
 * a call are shown as such. To be run twice a second.
 */
final class Ringing {
    /** Records on their way to the archive at a time. */
    private static final int SAVING_MAX = 32;

    /** A record that the archive refuses is a fault of ours: it is tried again, but seldom. */
    private static final long REFUSED_PAUSE_MS = 30_000;

    private static final long IN_CALL_EVERY_MS = 5_000;

    private static final Logger LOG = LoggerFactory.getLogger(Ringing.class);

    private final Calls calls;
    private final CallRules rules;
    private final Errands errands;
    private final Archive archive;
    private final LaneRouter router;
    private final LongSupplier clock;
    private final Map<String, Future<Void>> saving = new HashMap<>();
    private final Map<String, Long> refusedUntil = new HashMap<>();
    private long saidAt;

    Ringing(Calls calls, CallRules rules, Errands errands, Archive archive, LaneRouter router, LongSupplier clock) {
        this.calls = calls;
        this.rules = rules;
        this.errands = errands;
        this.archive = archive;
        this.router = router;
        this.clock = clock;
    }

    void sweep() {
        long now = clock.getAsLong();
        boolean say = now - saidAt >= IN_CALL_EVERY_MS;
        saidAt = say ? now : saidAt;
        for (Call call : calls.all()) {
            if (rules.expire(call, now) != call) {
                calls.step(call.callId(), c -> c == null ? null : rules.expire(c, now))
                        .onSuccess(this::carryOut);
            } else {
                carryOut(call);
            }
            if (say && call.isActive()) {
                sayWhoIsIn(call, true);
            }
        }
    }

    /** Has everybody told and the record written. */
    void carryOut(Call call) {
        if (call == null) {
            return;
        }
        errands.run(call);
        save(call);
        boolean settled = call.isOver() && call.errands().isEmpty() && calls.isArchived(call);
        if (settled && clock.getAsLong() - call.endedAt() >= CallTimes.REMEMBERED_MS) {
            calls.forget(call);
            refusedUntil.remove(call.callId());
        }
    }

    void sayWhoIsIn(Call call, boolean in) {
        for (UserRef participant : call.participants()) {
            router.tell(new InCall(participant.username(), call.callId(), in));
        }
    }

    /** When the archive has the call as it is here, or has failed to take it. */
    Future<Void> saved(Call call) {
        save(call);
        Future<Void> running = saving.get(call.callId());
        if (running == null || calls.isArchived(call)) {
            return Future.succeededFuture();
        }
        return running.compose(v -> saved(call));
    }

    private void save(Call call) {
        boolean waits = clock.getAsLong() < refusedUntil.getOrDefault(call.callId(), 0L);
        if (waits || calls.isArchived(call) || saving.size() >= SAVING_MAX || saving.containsKey(call.callId())) {
            return;
        }
        Future<Void> save =
                archive.save(call).onSuccess(v -> calls.archived(call)).onFailure(failure -> notSaved(call, failure));
        if (!save.isComplete()) {
            saving.put(call.callId(), save);
            save.onComplete(done -> saving.remove(call.callId(), save));
        }
    }

    /** While the database is away that is expected, and said by others. */
    private void notSaved(Call call, Throwable failure) {
        boolean away = failure instanceof Refusal refusal && refusal.code().retryable();
        if (!away) {
            refusedUntil.put(call.callId(), clock.getAsLong() + REFUSED_PAUSE_MS);
            LOG.error("the call {} could not be recorded; trying again", call.callId(), failure);
        }
    }
}
