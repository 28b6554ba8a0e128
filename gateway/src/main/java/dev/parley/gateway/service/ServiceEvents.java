package dev.parley.gateway.service;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is published at {@code events.*}, for listeners on this node: three registrations in the cluster, however many
 * listen. Confined to the lane.
 */
final class ServiceEvents {
    static final Set<String> ADDRESSES = Set.of("events.rooms", "events.calls", "events.people");

    private final Vertx vertx;
    private final Map<String, Set<BiConsumer<String, String>>> listeners =
            ADDRESSES.stream().collect(Collectors.toMap(Function.identity(), address -> new HashSet<>()));
    private final List<MessageConsumer<Object>> consumers = new ArrayList<>();

    ServiceEvents(Vertx vertx) {
        this.vertx = vertx;
    }

    Future<Void> open() {
        ADDRESSES.forEach(address -> consumers.add(vertx.eventBus().consumer(address, this::tell)));
        return all(consumers.stream().map(MessageConsumer::completion));
    }

    Future<Void> close() {
        return all(consumers.stream().map(MessageConsumer::unregister));
    }

    private static Future<Void> all(Stream<Future<Void>> futures) {
        return Future.join(futures.toList()).mapEmpty();
    }

    private void tell(Message<Object> message) {
        String json = message.body() instanceof Buffer bytes ? bytes.toString() : String.valueOf(message.body());
        List.copyOf(listeners.get(message.address())).forEach(listener -> listener.accept(message.address(), json));
    }

    /** @param listener gets the address and the event as JSON text */
    void listen(String address, BiConsumer<String, String> listener) {
        listeners.get(address).add(listener);
    }

    void forget(String address, BiConsumer<String, String> listener) {
        listeners.get(address).remove(listener);
    }
}
