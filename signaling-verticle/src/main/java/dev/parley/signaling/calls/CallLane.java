package dev.parley.signaling.calls;

import dev.parley.cluster.LaneRouter;
import dev.parley.cluster.Reply;
import dev.parley.protocol.lane.ToOwner.Request;
import io.vertx.core.Future;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/** The classes of this package, connected: what a lane of people needs of them. Confined to the lane. */
public final class CallLane {
    private final CallRequests requests;
    private final Ringing ringing;
    private final Calls calls;

    /**
     * @param normalise the form of a username under which it is stored; throws for what no name can be
     * @param clusterMs milliseconds since 1970 by the clock that the nodes agree on
     */
    public CallLane(
            Calls calls,
            CallTimes times,
            Archive archive,
            LaneRouter router,
            UnaryOperator<String> normalise,
            LongSupplier clusterMs) {
        this.calls = calls;
        CallRules rules = new CallRules(times);
        Errands errands = new Errands(calls, rules, router, clusterMs);
        this.ringing = new Ringing(calls, rules, errands, archive, router, clusterMs);
        this.requests = new CallRequests(calls, rules, errands, ringing, archive, normalise, clusterMs);
    }

    /** Fails, at once or in the future, with the refusal that the client is to get. */
    public Future<Reply> handle(Request request) {
        return requests.handle(request);
    }

    /** Nobody is left in the call's room. */
    public void deserted(String callId) {
        requests.deserted(callId);
    }

    /** A walk over the lane's calls. */
    public Census census() {
        int live = 0;
        int open = 0;
        int unwritten = 0;
        for (Call call : calls.all()) {
            live += call.isOver() ? 0 : 1;
            open += call.errands().size();
            unwritten += calls.isArchived(call) ? 0 : 1;
        }
        return new Census(live, open, unwritten);
    }

    /**
     * @param live calls that ring or go on
     * @param errands what is to be told to owners of users and rooms, of all calls
     * @param unwritten calls of which the database has an older version or none
     */
    public record Census(int live, int errands, int unwritten) {}

    /** To be called twice a second. */
    public void sweep() {
        ringing.sweep();
    }
}
