package dev.parley.gateway.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.cluster.LaneRouter;
import dev.parley.protocol.Code;
import dev.parley.protocol.Fields;
import dev.parley.protocol.Json;
import dev.parley.protocol.Limits;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.Slice;
import dev.parley.protocol.lane.Actor;
import dev.parley.protocol.lane.Op;
import dev.parley.protocol.lane.ToGateway.Answer;
import dev.parley.protocol.lane.ToOwner.Request;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Pages of public rooms, ordered by id: each owner lane is asked once for its part, in parallel, and the parts are
 * merged. The cursor is the last id of the page before. A lane that does not answer in time is left out.
 */
final class RoomListing {
    private final LaneRouter router;

    RoomListing(LaneRouter router) {
        this.router = router;
    }

    Future<Slice> list(Actor actor, Fields query) {
        String cursor = query.textOr("cursor", 128, "");
        int limit = (int) query.integerOr("limit", 1, Limits.LIST_PAGE_MAX, Limits.LIST_PAGE);
        Slice body = Json.slice(Json.newObject().put("cursor", cursor).put("limit", limit));
        List<Future<Answer>> parts = new ArrayList<>();
        for (int partition : router.onePartitionOfEachOwner()) {
            parts.add(part(actor, body, partition));
        }
        return Future.join(parts).map(all -> merge(all.list(), limit));
    }

    private Future<Answer> part(Actor actor, Slice body, int partition) {
        Promise<Answer> promise = Promise.promise();
        Request request = new Request(router.nextCorr(), router.lane(), router.deadline(), Op.LIST, "", actor, body);
        router.ask(request, partition, promise::complete);
        return promise.future();
    }

    private static Slice merge(List<Answer> parts, int limit) {
        if (parts.isEmpty()) {
            throw new Refusal(Code.UNAVAILABLE, "No owner of rooms can be reached. Try again in a second.");
        }
        if (parts.stream().noneMatch(Answer::succeeded)) {
            throw new Refusal(parts.get(0).code(), parts.get(0).body().text());
        }
        List<JsonNode> rooms = new ArrayList<>();
        parts.stream()
                .filter(Answer::succeeded)
                .forEach(part -> Json.object(part.body()).path("rooms").forEach(rooms::add));
        rooms.sort(Comparator.comparing(room -> room.path("roomId").textValue()));
        boolean more = rooms.size() >= limit;
        List<JsonNode> page = rooms.subList(0, Math.min(limit, rooms.size()));
        ObjectNode reply = Json.newObject();
        ArrayNode array = reply.putArray("rooms");
        page.forEach(array::add);
        if (more) {
            reply.set("cursor", page.get(page.size() - 1).get("roomId"));
        } else {
            reply.putNull("cursor");
        }
        return Json.slice(reply);
    }
}
