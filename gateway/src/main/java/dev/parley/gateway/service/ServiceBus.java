package dev.parley.gateway.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.Code;
import dev.parley.protocol.Json;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.Slice;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.impl.MessageConsumerImpl;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The addresses at which applications that joined the cluster ask: one registration an address and node. A request is a
 * JSON object ({@link JsonObject}, or text or bytes of one) with the header {@code authorization}; it is answered with a
 * {@link JsonObject}, or fails with the code's HTTP number and {@code {"code","message"}} as JSON. Confined to the lane.
 */
final class ServiceBus {
    static final String AUTHORIZATION = "authorization";

    private static final Logger LOG = LoggerFactory.getLogger(ServiceBus.class);
    /** By when everybody in the cluster knows that a consumer has gone. */
    private static final long LEARNT_MS = 1_000;

    private static final Refusal GOING_AWAY =
            new Refusal(Code.DRAINING, "This node is going away. Ask again: others answer.");
    private static final Slice NO_BODY = Slice.utf8("{}");

    private final Vertx vertx;
    private final ServiceDesk desk;
    private final List<MessageConsumer<Object>> consumers = new ArrayList<>();

    ServiceBus(Vertx vertx, ServiceDesk desk) {
        this.vertx = vertx;
        this.desk = desk;
    }

    /** Ends when the cluster knows the addresses. */
    Future<Void> open() {
        for (String address : desk.addresses()) {
            consumers.add(vertx.eventBus().consumer(address, message -> take(address, message)));
        }
        return Future.all(consumers.stream().map(MessageConsumer::completion).toList())
                .mapEmpty();
    }

    /**
     * Nobody is sent here any more once it ends. What others send until they have learnt of it is still answered: the bus
     * tells nobody that an address has gone.
     */
    Future<Void> close() {
        for (String address : desk.addresses()) {
            vertx.eventBus().localConsumer(address, message -> take(address, message));
        }
        consumers.forEach(ServiceBus::refuseWhatWaits);
        return Future.join(consumers.stream().map(MessageConsumer::unregister).toList())
                .eventually(() -> vertx.timer(LEARNT_MS))
                .mapEmpty();
    }

    /**
     * What a consumer that ends has not looked at yet the bus gives back as timed out. The first answer counts: this one
     * says where to ask.
     */
    private static void refuseWhatWaits(MessageConsumer<Object> consumer) {
        if (consumer instanceof MessageConsumerImpl<Object> waiting) {
            waiting.discardHandler(message -> fail(consumer.address(), message, GOING_AWAY));
        }
    }

    private void take(String address, Message<Object> message) {
        desk.caller(message.headers().get(AUTHORIZATION), "")
                .compose(caller -> desk.ask(caller, address, body(message.body())))
                .onSuccess(answer -> message.reply(new JsonObject(Buffer.buffer(answer.copy()))))
                .onFailure(failure -> fail(address, message, failure));
    }

    private static Slice body(Object body) {
        if (body == null) {
            return NO_BODY;
        }
        if (body instanceof JsonObject json) {
            return Slice.of(json.toBuffer().getBytes());
        }
        if (body instanceof Buffer bytes) {
            return Slice.of(bytes.getBytes());
        }
        if (body instanceof String text) {
            return Slice.utf8(text);
        }
        throw new Refusal(Code.INVALID_JSON, "The body must be a JsonObject, or text or bytes of one.");
    }

    private static void fail(String address, Message<Object> message, Throwable failure) {
        if (!(failure instanceof Refusal)) {
            LOG.error("a service's request to {} failed", address, failure);
        }
        Refusal refusal = Refusal.of(failure);
        ObjectNode told = Json.newObject().put("code", refusal.code().wire()).put("message", refusal.detail());
        if (refusal.retryAfterMs() > 0) {
            told.put("retryAfterMs", refusal.retryAfterMs());
        }
        message.fail(refusal.code().status(), Json.slice(told).text());
    }
}
