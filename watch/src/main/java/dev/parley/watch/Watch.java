package dev.parley.watch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.Code;
import dev.parley.protocol.Ids;
import dev.parley.protocol.Json;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.Slice;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.Message;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connects what the lanes of this node see with the other nodes: one address of the bus for each node. Texts of JSON go over
 * it and no lane messages, so that it needs no version of their encoding. Thread-safe.
 */
public final class Watch {
    /** A node that has not answered by then is named as silent. */
    public static final long ANSWER_MS = 2_000;

    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

    private final Vertx vertx;
    private final String node;
    private final LongSupplier clusterMs;
    private final WatchConfig config;
    private final WatchBus bus;
    private final WatchedLanes lanes;
    private final Map<String, Client> clients = new ConcurrentHashMap<>();
    private final AtomicInteger tappings = new AtomicInteger();

    /** @param nodes the ids of the nodes that are heard of, this one among them; asked on any thread */
    public Watch(
            Vertx vertx,
            String node,
            Supplier<List<String>> nodes,
            LongSupplier clusterMs,
            LongSupplier monotonicMs,
            WatchConfig config) {
        this.vertx = vertx;
        this.node = node;
        this.clusterMs = clusterMs;
        this.config = config;
        this.bus = new WatchBus(vertx, nodes);
        this.lanes = new WatchedLanes(vertx, node, bus, clusterMs, monotonicMs, config);
    }

    /** One that sees nothing and is asked by nobody. */
    public static Watch nobody() {
        return new Watch(null, "", List::of, () -> 0, () -> 0, WatchConfig.NOTHING);
    }

    /** Begins to answer others. The future ends when all nodes know its address. */
    public Future<Void> start() {
        lanes.start();
        return bus.listen(node, this::hear);
    }

    /** What a lane looks through. To be called once for each lane, on its context. */
    public LaneWatch lane(Context context, String kind, int number) {
        return lanes.add(context, kind, number);
    }

    /** How many of this node's clients tap. */
    public int tappings() {
        return tappings.get();
    }

    /** How many taps this node's lanes serve. */
    public int taps() {
        return lanes.taps();
    }

    /**
     * Begins to tap all nodes for a client of the calling lane.
     *
     * @param client takes JSON texts on the calling context; false when it could not take one
     * @throws Refusal {@code rate_limited} when this node's clients tap too much already
     */
    public Tapping tap(TapSpec spec, Predicate<String> client) {
        if (tappings.incrementAndGet() > config.mostTaps()) {
            tappings.decrementAndGet();
            throw new Refusal(Code.RATE_LIMITED, "This node carries no more taps. End one first.");
        }
        String id = Ids.random(9);
        Tapping tapping = new Tapping(vertx, this, id, spec, config.perSecond(), clusterMs, client);
        clients.put(id, new Client(vertx.getOrCreateContext(), tapping));
        tapping.open();
        return tapping;
    }

    /** Tells every node of a tap. @return whether each has it */
    Future<Map<String, Boolean>> lease(String id, TapSpec spec) {
        ObjectNode json = spec.json().put("do", "tap").put("tap", id).put("node", node);
        return bus.askAll(json).map(answers -> {
            Map<String, Boolean> has = new LinkedHashMap<>();
            answers.forEach((name, answer) -> has.put(name, answer != null && !answer.has("refused")));
            return has;
        });
    }

    void end(String id) {
        if (clients.remove(id) != null) {
            tappings.decrementAndGet();
            bus.tellAll(Json.newObject().put("do", "untap").put("tap", id));
        }
    }

    /**
     * What the nodes remember of a call, by node; null for those that have not answered after {@link #ANSWER_MS}. Each:
     * {@code {roomId?, participants, truncated?, entries}}.
     */
    public Future<Map<String, ObjectNode>> gather(String callId) {
        return bus.askAll(Json.newObject().put("do", "tell").put("call", callId));
    }

    private void hear(Message<Buffer> message) {
        try {
            heard(message);
        } catch (RuntimeException malformed) {
            LOG.warn("a node said what is not understood here: {}", malformed.getMessage());
        }
    }

    private void heard(Message<Buffer> message) {
        String[] lines = message.body().toString(StandardCharsets.UTF_8).split("\n");
        ObjectNode json = Json.object(Slice.utf8(lines[0]));
        String id = json.path("tap").asText();
        switch (json.path("do").asText()) {
            case "tap" -> message.reply(answer(leased(lanes.lease(id, json))));
            case "untap" -> lanes.end(id);
            case "seen" -> seen(id, json, List.of(lines).subList(1, lines.length));
            case "tell" -> lanes.tell(json.path("call").asText()).onSuccess(told -> message.reply(answer(told)));
            default -> LOG.debug("a node of another version asks for {}", json.path("do"));
        }
    }

    private static Buffer answer(ObjectNode json) {
        return Buffer.buffer(Json.bytes(json));
    }

    private static ObjectNode leased(boolean has) {
        return has ? Json.newObject() : Json.newObject().put("refused", true);
    }

    private void seen(String id, ObjectNode head, List<String> entries) {
        Client client = clients.get(id);
        if (client != null) {
            String from = head.path("node").asText();
            long dropped = head.path("dropped").asLong();
            client.context.runOnContext(v -> client.tapping.seen(from, entries, dropped));
        }
    }

    private record Client(Context context, Tapping tapping) {}
}
