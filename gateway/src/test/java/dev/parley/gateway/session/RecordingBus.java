package dev.parley.gateway.session;

import dev.parley.protocol.lane.LaneMessage;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.eventbus.DeliveryContext;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageCodec;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.MessageConsumerOptions;
import io.vertx.core.eventbus.MessageProducer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A bus that delivers nothing and keeps what was sent. Everything that lanes do not use is refused. */
final class RecordingBus implements EventBus {
    /** One message and where it went. */
    record Sent(String address, LaneMessage message) {}

    final List<Sent> sent = new ArrayList<>();

    /** The messages of one kind, oldest first. */
    <T extends LaneMessage> List<T> sent(Class<T> kind) {
        return sent.stream()
                .map(Sent::message)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    @Override
    public EventBus send(String address, Object message, DeliveryOptions options) {
        sent.add(new Sent(address, (LaneMessage) message));
        return this;
    }

    @Override
    public EventBus send(String address, Object message) {
        throw new UnsupportedOperationException("lanes name their codec");
    }

    @Override
    public <T> Future<Message<T>> request(String address, Object message, DeliveryOptions options) {
        throw unused();
    }

    @Override
    public EventBus publish(String address, Object message) {
        throw unused();
    }

    @Override
    public EventBus publish(String address, Object message, DeliveryOptions options) {
        throw unused();
    }

    @Override
    public <T> MessageConsumer<T> consumer(MessageConsumerOptions options) {
        throw unused();
    }

    @Override
    public <T> MessageConsumer<T> consumer(MessageConsumerOptions options, Handler<Message<T>> handler) {
        throw unused();
    }

    @Override
    public <T> MessageConsumer<T> consumer(String address) {
        throw unused();
    }

    @Override
    public <T> MessageConsumer<T> consumer(String address, Handler<Message<T>> handler) {
        throw unused();
    }

    @Override
    public <T> MessageConsumer<T> localConsumer(String address) {
        throw unused();
    }

    @Override
    public <T> MessageConsumer<T> localConsumer(String address, Handler<Message<T>> handler) {
        throw unused();
    }

    @Override
    public <T> MessageProducer<T> sender(String address) {
        throw unused();
    }

    @Override
    public <T> MessageProducer<T> sender(String address, DeliveryOptions options) {
        throw unused();
    }

    @Override
    public <T> MessageProducer<T> publisher(String address) {
        throw unused();
    }

    @Override
    public <T> MessageProducer<T> publisher(String address, DeliveryOptions options) {
        throw unused();
    }

    @Override
    @SuppressWarnings("rawtypes")
    public EventBus registerCodec(MessageCodec codec) {
        throw unused();
    }

    @Override
    public EventBus unregisterCodec(String name) {
        throw unused();
    }

    @Override
    public <T> EventBus registerDefaultCodec(Class<T> type, MessageCodec<T, ?> codec) {
        throw unused();
    }

    @Override
    @SuppressWarnings("rawtypes")
    public EventBus unregisterDefaultCodec(Class type) {
        throw unused();
    }

    @Override
    public EventBus codecSelector(Function<Object, String> selector) {
        throw unused();
    }

    @Override
    public <T> EventBus addOutboundInterceptor(Handler<DeliveryContext<T>> interceptor) {
        throw unused();
    }

    @Override
    public <T> EventBus removeOutboundInterceptor(Handler<DeliveryContext<T>> interceptor) {
        throw unused();
    }

    @Override
    public <T> EventBus addInboundInterceptor(Handler<DeliveryContext<T>> interceptor) {
        throw unused();
    }

    @Override
    public <T> EventBus removeInboundInterceptor(Handler<DeliveryContext<T>> interceptor) {
        throw unused();
    }

    @Override
    public EventBus clusterSerializableChecker(Function<String, Boolean> checker) {
        throw unused();
    }

    @Override
    public EventBus serializableChecker(Function<String, Boolean> checker) {
        throw unused();
    }

    @Override
    public boolean isMetricsEnabled() {
        return false;
    }

    private static UnsupportedOperationException unused() {
        return new UnsupportedOperationException("lanes do not use this");
    }
}
