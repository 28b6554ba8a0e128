package dev.parley.gateway.session;

import dev.parley.protocol.Code;
import dev.parley.protocol.Grants;
import dev.parley.protocol.Ids;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.Slice;
import dev.parley.protocol.UserRef;
import dev.parley.watch.Watch;
import dev.parley.watch.timeline.Timeline;
import io.vertx.core.Future;

/** Gathers the timelines of calls for those who may see them. */
public final class Timelines {
    /** What the token of a service must cover. */
    static final String ADDRESS = "calls.timeline";

    private final Watch watch;

    Timelines(Watch watch) {
        this.watch = watch;
    }

    /**
     * The timeline of a call as JSON; fails with {@code call_unknown}, after the same work, where there is none and where
     * the caller may not see it.
     *
     * @param user null for a guest
     */
    public Future<Slice> of(String callId, UserRef user, Grants grants) {
        if (!Ids.isCallId(callId) || (user == null && !grants.service())) {
            return Future.failedFuture(unknown());
        }
        return watch.gather(callId).map(answers -> {
            Timeline timeline = Timeline.of(callId, answers);
            boolean isTheirs = user != null && !grants.service() && timeline.isOf(user.id());
            if (!timeline.isKnown() || !(isTheirs || grants.mayUse(ADDRESS))) {
                throw unknown();
            }
            return timeline.json();
        });
    }

    private static Refusal unknown() {
        return new Refusal(Code.CALL_UNKNOWN, "There is no such call, or nobody remembers its course.");
    }
}
