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

    /** To be called twice a second. */
    public void sweep() {
        ringing.sweep();
    }
}
