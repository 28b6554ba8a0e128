package dev.parley.node;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.Addresses;
import dev.parley.protocol.Json;
import dev.parley.protocol.Slice;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the operator may ask this node through any other: how it is, and to leave. The node that was asked has checked who
 * asks, as with every message between nodes.
 */
final class NodeDesk {
    private static final Logger LOG = LoggerFactory.getLogger(NodeDesk.class);
    private static final int NOT_UNDERSTOOD = 400;

    private final Vertx vertx;
    private final String nodeId;
    private final Supplier<Future<ObjectNode>> report;
    private final Runnable leave;
    private final AtomicBoolean leaving = new AtomicBoolean();

    /**
     * @param report how the node is, as JSON
     * @param leave has the node end in order; called once, on a thread of its own
     */
    NodeDesk(Vertx vertx, String nodeId, Supplier<Future<ObjectNode>> report, Runnable leave) {
        this.vertx = vertx;
        this.nodeId = nodeId;
        this.report = report;
        this.leave = leave;
    }

    /** Ends when every node knows the address. */
    Future<Void> open() {
        MessageConsumer<Buffer> consumer = vertx.eventBus().consumer(Addresses.node(nodeId));
        consumer.handler(this::asked);
        return consumer.completion();
    }

    private void asked(Message<Buffer> message) {
        String ask =
                Json.object(Slice.of(message.body().getBytes())).path("ask").asText();
        switch (ask) {
            case Addresses.NODE_REPORT ->
                report.get()
                        .onSuccess(told -> message.reply(Buffer.buffer(Json.bytes(told))))
                        .onFailure(failed -> message.fail(NOT_UNDERSTOOD, String.valueOf(failed.getMessage())));
            case Addresses.NODE_DRAIN -> {
                message.reply(Buffer.buffer("{}"));
                drain();
            }
            default -> message.fail(NOT_UNDERSTOOD, "a node is not asked for " + ask);
        }
    }

    private void drain() {
        if (leaving.compareAndSet(false, true)) {
            LOG.info("the operator has this node drained");
            new Thread(leave, "parley-leave").start();
        }
    }
}
