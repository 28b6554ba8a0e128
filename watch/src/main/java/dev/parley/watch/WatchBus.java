package dev.parley.watch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.cluster.EndingConnections;
import dev.parley.protocol.Addresses;
import dev.parley.protocol.Json;
import dev.parley.protocol.Slice;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The way between the watches of all nodes: each has one address of the bus. Thread-safe. */
final class WatchBus {
    private final Vertx vertx;
    private final Supplier<List<String>> nodes;

    /** @param nodes the ids of the nodes that are heard of, this one among them; asked on any thread */
    WatchBus(Vertx vertx, Supplier<List<String>> nodes) {
        this.vertx = vertx;
        this.nodes = nodes;
    }

    /** Ends when all nodes know the address of this one. */
    Future<Void> listen(String node, Handler<Message<Buffer>> hear) {
        return vertx.eventBus().<Buffer>consumer(Addresses.watch(node), hear).completion();
    }

    /** How many nodes are heard of, this one among them. */
    int size() {
        return nodes.get().size();
    }

    /** What each node answers; null for those that have not after {@link Watch#ANSWER_MS}. */
    Future<Map<String, ObjectNode>> askAll(ObjectNode question) {
        Buffer text = Buffer.buffer(Json.bytes(question));
        Map<String, Future<ObjectNode>> asked = new LinkedHashMap<>();
        nodes.get().stream().sorted().forEach(name -> asked.put(name, ask(name, text)));
        return Future.join(new ArrayList<>(asked.values())).transform(all -> {
            Map<String, ObjectNode> answers = new LinkedHashMap<>();
            asked.forEach((name, answer) -> answers.put(name, answer.succeeded() ? answer.result() : null));
            return Future.succeededFuture(answers);
        });
    }

    private Future<ObjectNode> ask(String name, Buffer text) {
        Promise<ObjectNode> answer = Promise.promise();
        DeliveryOptions within = new DeliveryOptions().setSendTimeout(Watch.ANSWER_MS);
        boolean sent = EndingConnections.survive(Addresses.watch(name), () -> vertx.eventBus()
                .<Buffer>request(Addresses.watch(name), text, within)
                .map(reply -> Json.object(Slice.of(reply.body().getBytes())))
                .onComplete(answer));
        if (!sent) {
            answer.tryFail("lost");
        }
        return answer.future();
    }

    /** Tells every node. */
    void tellAll(ObjectNode json) {
        Buffer text = Buffer.buffer(Json.bytes(json));
        nodes.get().forEach(name -> tell(name, text));
    }

    void tell(String name, Buffer message) {
        String address = Addresses.watch(name);
        EndingConnections.survive(address, () -> vertx.eventBus().send(address, message));
    }
}
