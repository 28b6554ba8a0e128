package dev.parley.signaling;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.cluster.AsyncStore;
import dev.parley.cluster.LaneRouter;
import dev.parley.cluster.PartitionLoader;
import dev.parley.cluster.Post;
import dev.parley.cluster.Reply;
import dev.parley.protocol.Addresses;
import dev.parley.protocol.Code;
import dev.parley.protocol.Epoch;
import dev.parley.protocol.Ids;
import dev.parley.protocol.Json;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.Slice;
import dev.parley.protocol.lane.Actor;
import dev.parley.protocol.lane.Op;
import dev.parley.protocol.lane.ToGateway.Inbox;
import dev.parley.protocol.lane.ToOwner.Request;
import dev.parley.watch.LaneWatch;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.ToIntFunction;

/**
 * The invitations that wait for users, and the way of events to a user's devices. An invitation is written to the cluster
 * before it rings and stays until its call settles it; every device that begins to listen meanwhile is given it.
 * Confined to one lane.
 */
final class Inboxes implements PartitionLoader {
    /** Invitations that wait for one user. */
    static final int PENDING_MAX = 20;

    /** A round in which every gateway tells of its sessions. */
    static final long HEARD_AFTER_MS = 6_000;

    private static final Actor PEOPLE = new Actor("", 0, "", null, "", "");

    private final AsyncStore store;
    private final ToIntFunction<String> partitionOf;
    private final Presences presences;
    private final Post post;
    private final LaneRouter router;
    private final LaneWatch watch;
    private final Map<String, Map<String, ObjectNode>> waiting = new HashMap<>();
    private final Map<Integer, Long> loadedAt = new HashMap<>();
    private final LongSupplier monotonicMs;

    /** @param store {@code parley.inbox}, keyed {@code invitationId@username} */
    Inboxes(
            AsyncStore store,
            ToIntFunction<String> partitionOf,
            Presences presences,
            Post post,
            LaneRouter router,
            LaneWatch watch,
            LongSupplier monotonicMs) {
        this.store = store;
        this.partitionOf = partitionOf;
        this.presences = presences;
        this.post = post;
        this.router = router;
        this.watch = watch;
        this.monotonicMs = monotonicMs;
    }

    /** Body {@code {invitationId, event}}; the reply says whether a device {@code rang}. */
    Future<Reply> ring(Request request) {
        ObjectNode body = Json.object(request.body());
        String username = request.key();
        String invitation = body.get("invitationId").textValue();
        ObjectNode event = (ObjectNode) body.get("event");
        if (pending(username).containsKey(invitation)) {
            return Future.succeededFuture(rang(username));
        }
        if (pending(username).size() >= PENDING_MAX) {
            throw new Refusal(Code.RATE_LIMITED, "Too many calls wait for this user. Try again later.");
        }
        return store.put(key(invitation, username), Json.bytes(event)).map(v -> {
            waiting.computeIfAbsent(username, u -> new LinkedHashMap<>()).put(invitation, event);
            push(username, "", event);
            return rang(username);
        });
    }

    private Reply rang(String username) {
        return Reply.of(Json.newObject().put("rang", presences.isListening(username)));
    }

    /** Body {@code {event, settles?, except?}}: for the devices that are there. */
    Future<Reply> notify(Request request) {
        if (!presences.isListening(request.key()) && !hasHeardEverybody(request.key())) {
            throw new Refusal(Code.UNAVAILABLE, "This owner does not know yet which devices are there.");
        }
        ObjectNode body = Json.object(request.body());
        push(request.key(), body.path("except").asText(), (ObjectNode) body.get("event"));
        return body.has("settles")
                ? settle(request.key(), body.get("settles").textValue()).map(Reply.nothing())
                : Future.succeededFuture(Reply.nothing());
    }

    /** Gateways tell every few seconds who is here; a new owner has not heard it all at once. */
    private boolean hasHeardEverybody(String username) {
        Long since = loadedAt.get(partitionOf.applyAsInt(username));
        return since == null || monotonicMs.getAsLong() - since >= HEARD_AFTER_MS;
    }

    private Future<Void> settle(String username, String invitation) {
        Map<String, ObjectNode> pending = waiting.get(username);
        if (pending != null && pending.remove(invitation) != null && pending.isEmpty()) {
            waiting.remove(username);
        }
        return store.delete(key(invitation, username));
    }

    private void push(String username, String except, ObjectNode event) {
        Slice body = Json.slice(event);
        String id = event.get("id").textValue();
        if (watch.isTapped()) {
            watch.inbox(
                    Addresses.inbox(username), username, event.path("callId").textValue(), body);
        }
        presences.listening(username).forEach(lane -> post.send(lane, new Inbox(username, "", except, id, body)));
    }

    /** A device has begun to listen: it is given what waits, and the calls' owners learn that it rings. */
    void began(String username, String lane, String peerId) {
        pending(username).forEach((invitation, event) -> {
            post.send(lane, new Inbox(username, peerId, "", event.get("id").textValue(), Json.slice(event)));
            Request request = new Request(
                    router.nextCorr(),
                    router.lane(),
                    router.deadline(),
                    Op.RANG,
                    Ids.callOf(invitation),
                    PEOPLE,
                    Json.slice(Json.newObject().put("invitationId", invitation)));
            router.ask(request, answer -> {});
        });
    }

    private Map<String, ObjectNode> pending(String username) {
        return waiting.getOrDefault(username, Map.of());
    }

    @Override
    public Future<Void> load(int partition, Epoch epoch) {
        return store.partition(partition).map(kept -> {
            loadedAt.put(partition, monotonicMs.getAsLong());
            kept.forEach((key, bytes) -> {
                int at = key.indexOf('@');
                waiting.computeIfAbsent(key.substring(at + 1), u -> new LinkedHashMap<>())
                        .put(key.substring(0, at), Json.object(Slice.of(bytes)));
            });
            presences.forEachListening(username -> partitionOf.applyAsInt(username) == partition, this::began);
            return null;
        });
    }

    @Override
    public void unload(int partition) {
        waiting.keySet().removeIf(username -> partitionOf.applyAsInt(username) == partition);
    }

    private static String key(String invitation, String username) {
        return invitation + "@" + username;
    }
}
