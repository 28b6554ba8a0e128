package dev.parley.watch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.cluster.EndingConnections;
import dev.parley.protocol.Addresses;
import dev.parley.protocol.Code;
import dev.parley.protocol.Ids;
import dev.parley.protocol.Json;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.Slice;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
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

    /** So many times a second a lane sends what it has. */
    private static final int SENDINGS_A_SECOND = 10;

    /** What belongs together, such as a join and the first offer, comes within one sending. */
    private static final int SHARE_MIN = 10;

    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

    private final Vertx vertx;
    private final String node;
    private final Supplier<List<String>> nodes;
    private final LongSupplier clusterMs;
    private final LongSupplier monotonicMs;
    private final WatchConfig config;
    private final Taps taps;
    private final Queue<Place> lanes = new ConcurrentLinkedQueue<>();
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
        this.nodes = nodes;
        this.clusterMs = clusterMs;
        this.monotonicMs = monotonicMs;
        this.config = config;
        this.taps = new Taps(config.mostTaps());
    }

    /** One that sees nothing and is asked by nobody. */
    public static Watch nobody() {
        return new Watch(null, "", List::of, () -> 0, () -> 0, WatchConfig.NOTHING);
    }

    /** Begins to answer others. The future ends when all nodes know its address. */
    public Future<Void> start() {
        vertx.setPeriodic(Tap.LEASE_MS / 3, t -> taps.expire(monotonicMs.getAsLong()));
        vertx.setPeriodic(LaneWatch.FLUSH_MS, t -> taps.refill());
        return vertx.eventBus()
                .<Buffer>consumer(Addresses.watch(node), this::hear)
                .completion();
    }

    /** What a lane looks through. To be called once for each lane, on its context. */
    public LaneWatch lane(Context context, String kind, int number) {
        String name = kind + '.' + node + '.' + number;
        LaneWatch lane = new LaneWatch(this::afterAWhile, taps, config, node, kind, name, clusterMs, this::send);
        lanes.add(new Place(context, lane));
        return lane;
    }

    private void afterAWhile(Runnable work) {
        vertx.setTimer(LaneWatch.FLUSH_MS, t -> work.run());
    }

    /** How many of this node's clients tap. */
    public int tappings() {
        return tappings.get();
    }

    /** How many taps this node's lanes serve. */
    public int taps() {
        return taps.active().length;
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
        return askAll(json).map(answers -> {
            Map<String, Boolean> has = new LinkedHashMap<>();
            answers.forEach((name, answer) -> has.put(name, answer != null && !answer.has("refused")));
            return has;
        });
    }

    void end(String id) {
        if (clients.remove(id) != null) {
            tappings.decrementAndGet();
            Buffer text =
                    Buffer.buffer(Json.bytes(Json.newObject().put("do", "untap").put("tap", id)));
            nodes.get().forEach(name -> post(name, text));
        }
    }

    /**
     * What the nodes remember of a call, by node; null for those that have not answered after {@link #ANSWER_MS}. Each:
     * {@code {roomId?, participants, truncated?, entries}}.
     */
    public Future<Map<String, ObjectNode>> gather(String callId) {
        return askAll(Json.newObject().put("do", "tell").put("call", callId));
    }

    private Future<Map<String, ObjectNode>> askAll(ObjectNode question) {
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
        DeliveryOptions within = new DeliveryOptions().setSendTimeout(ANSWER_MS);
        boolean sent = EndingConnections.survive(Addresses.watch(name), () -> vertx.eventBus()
                .<Buffer>request(Addresses.watch(name), text, within)
                .map(reply -> Json.object(Slice.of(reply.body().getBytes())))
                .onComplete(answer));
        if (!sent) {
            answer.tryFail("lost");
        }
        return answer.future();
    }

    private void send(Tap tap, Buffer message) {
        post(tap.node(), message);
    }

    private void post(String name, Buffer message) {
        String address = Addresses.watch(name);
        EndingConnections.survive(address, () -> vertx.eventBus().send(address, message));
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
            case "tap" -> message.reply(answer(leased(id, json)));
            case "untap" -> taps.remove(id);
            case "seen" -> seen(id, json, List.of(lines).subList(1, lines.length));
            case "tell" -> tell(json.path("call").asText()).onSuccess(told -> message.reply(answer(told)));
            default -> LOG.debug("a node of another version asks for {}", json.path("do"));
        }
    }

    private static Buffer answer(ObjectNode json) {
        return Buffer.buffer(Json.bytes(json));
    }

    private ObjectNode leased(String id, ObjectNode json) {
        long now = monotonicMs.getAsLong();
        Tap known = taps.get(id);
        if (known != null) {
            known.renew(now);
            return Json.newObject();
        }
        // what the client is not given need not be made readable anywhere
        int share = Math.max(
                SHARE_MIN,
                config.perSecond() / SENDINGS_A_SECOND / Math.max(1, nodes.get().size()));
        boolean added = taps.add(new Tap(id, json.path("node").asText(), TapSpec.of(json), share, now));
        return added ? Json.newObject() : Json.newObject().put("refused", true);
    }

    private void seen(String id, ObjectNode head, List<String> entries) {
        Client client = clients.get(id);
        if (client != null) {
            String from = head.path("node").asText();
            long dropped = head.path("dropped").asLong();
            client.context.runOnContext(v -> client.tapping.seen(from, entries, dropped));
        }
    }

    private Future<ObjectNode> tell(String callId) {
        ObjectNode answer = Json.newObject();
        answer.withArray("participants");
        answer.withArray("entries");
        Future<ObjectNode> told = Future.succeededFuture(answer);
        for (Place place : lanes) {
            told = told.compose(so -> place.tell(callId, so));
        }
        return told;
    }

    private record Place(Context context, LaneWatch lane) {
        Future<ObjectNode> tell(String callId, ObjectNode answer) {
            Promise<ObjectNode> told = Promise.promise();
            context.runOnContext(v -> {
                lane.tell(callId, answer);
                told.complete(answer);
            });
            return told.future();
        }
    }

    private record Client(Context context, Tapping tapping) {}
}
