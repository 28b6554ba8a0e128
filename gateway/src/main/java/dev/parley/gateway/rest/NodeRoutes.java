package dev.parley.gateway.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.cluster.NodeDirectory;
import dev.parley.cluster.NodeStatus;
import dev.parley.protocol.Addresses;
import dev.parley.protocol.Code;
import dev.parley.protocol.Json;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.Slice;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Comparator;
import java.util.List;

/** The operator's REST: which nodes there are and how they are, and having one drained. For services whose token says {@code nodes}. */
final class NodeRoutes {
    /** Longer than a node waits for its database. */
    private static final long PATIENCE_MS = 4_000;

    private final Vertx vertx;
    private final NodeDirectory nodes;
    private final Callers callers;

    NodeRoutes(Vertx vertx, NodeDirectory nodes, Callers callers) {
        this.vertx = vertx;
        this.nodes = nodes;
        this.callers = callers;
    }

    Router router() {
        Router router = Router.router(vertx);
        router.get("/").handler(ctx -> allowed(ctx)
                .compose(v -> list())
                .onSuccess(told -> Exchange.json(ctx, 200, told))
                .onFailure(ctx::fail));
        router.post("/:id/drain").handler(ctx -> allowed(ctx)
                .compose(v -> drain(ctx.pathParam("id")))
                .onSuccess(told -> Exchange.json(ctx, 202, told))
                .onFailure(ctx::fail));
        return router;
    }

    private Future<Void> allowed(RoutingContext ctx) {
        return callers.of(ctx.request()).map(caller -> {
            caller.grants().requireAddress(Addresses.NODES);
            return null;
        });
    }

    private Future<Slice> list() {
        List<Future<ObjectNode>> asked = nodes.heard().stream()
                .sorted(Comparator.comparing(NodeStatus::publicUrl).thenComparing(NodeStatus::nodeId))
                .map(this::report)
                .toList();
        return Future.join(asked).map(all -> {
            ObjectNode list = Json.newObject();
            all.<ObjectNode>list().forEach(list.withArray("nodes")::add);
            return Json.slice(list);
        });
    }

    /** A node that does not answer is listed all the same. */
    private Future<ObjectNode> report(NodeStatus status) {
        ObjectNode known = Json.newObject()
                .put("nodeId", status.nodeId())
                .put("url", status.publicUrl())
                .put("doubtful", status.doubtful());
        return ask(status.nodeId(), Addresses.NODE_REPORT)
                .map(told -> known.put("answers", true).<ObjectNode>setAll(told))
                .otherwise(silent -> known.put("answers", false).put("ready", false));
    }

    private Future<Slice> drain(String nodeId) {
        if (nodes.heard().stream().noneMatch(status -> status.nodeId().equals(nodeId))) {
            return Future.failedFuture(Refusal.invalid("There is no node with this id; GET /api/v1/nodes lists them."));
        }
        return ask(nodeId, Addresses.NODE_DRAIN)
                .map(begun -> Json.slice(Json.newObject().put("nodeId", nodeId).put("draining", true)));
    }

    private Future<ObjectNode> ask(String nodeId, String what) {
        Buffer question = Buffer.buffer(Json.bytes(Json.newObject().put("ask", what)));
        DeliveryOptions options = new DeliveryOptions().setSendTimeout(PATIENCE_MS);
        return vertx.eventBus()
                .<Buffer>request(Addresses.node(nodeId), question, options)
                .map(Message::body)
                .map(body -> Json.object(Slice.of(body.getBytes())))
                .recover(silent -> Future.failedFuture(
                        new Refusal(Code.UNAVAILABLE, "The node does not answer. Try again in a few seconds.")));
    }
}
