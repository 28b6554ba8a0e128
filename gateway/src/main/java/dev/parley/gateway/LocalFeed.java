package dev.parley.gateway;

import dev.parley.gateway.session.FeedAsks;
import dev.parley.protocol.Addresses;
import dev.parley.protocol.Code;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.Slice;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;

/** The feed of the node that this lane runs on, over the bus, within the process; where it has none, that of another. */
record LocalFeed(EventBus bus, String nodeId) implements FeedAsks.Local {
    /** Longer than a reader may wait for events. */
    private static final long TIMEOUT_MS = 35_000;

    @Override
    public Future<Slice> ask(String op, Slice body) {
        DeliveryOptions options =
                new DeliveryOptions().setSendTimeout(TIMEOUT_MS).addHeader("op", op);
        Buffer asked = Buffer.buffer(body.copy());
        return bus.<Buffer>request(Addresses.feed(nodeId), asked, new DeliveryOptions(options).setLocalOnly(true))
                .recover(failure -> isNone(failure)
                        ? bus.<Buffer>request(Addresses.FEED, asked, options)
                        : Future.failedFuture(failure))
                .map(answer -> Slice.of(answer.body().getBytes()))
                .recover(failure -> Future.failedFuture(refusal(failure)));
    }

    private static boolean isNone(Throwable failure) {
        return failure instanceof ReplyException reply && reply.failureType() == ReplyFailure.NO_HANDLERS;
    }

    private static Refusal refusal(Throwable failure) {
        if (failure instanceof ReplyException reply && reply.failureType() == ReplyFailure.RECIPIENT_FAILURE) {
            return new Refusal(Code.ofOrdinal(reply.failureCode()), reply.getMessage());
        }
        return new Refusal(
                Code.UNAVAILABLE,
                "No feed of events answers. Try again in a second; it needs a node with the role signaling and events.enabled.");
    }
}
