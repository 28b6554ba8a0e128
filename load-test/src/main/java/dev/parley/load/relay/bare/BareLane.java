package dev.parley.load.relay.bare;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** One event loop of the bare relay: its sockets, and its address on the clustered bus. */
final class BareLane extends AbstractVerticle {
    private final int node;
    private final int lane;
    private final HttpServerOptions server;
    private final BooleanSupplier ready;
    private final List<ServerWebSocket> sockets = new ArrayList<>();

    /** @param ready whether the cluster is whole, which {@code GET} on any path tells by its status */
    BareLane(int node, int lane, HttpServerOptions server, BooleanSupplier ready) {
        this.node = node;
        this.lane = lane;
        this.server = server;
        this.ready = ready;
    }

    @Override
    public void start(Promise<Void> started) {
        vertx.eventBus()
                .<Relayed>consumer(address(node, lane), message -> receive(message.body()))
                .completion()
                .compose(v -> listen())
                .onComplete(started);
    }

    private Future<Void> listen() {
        return vertx.createHttpServer(server)
                .requestHandler(this::handle)
                .listen()
                .mapEmpty();
    }

    private void handle(HttpServerRequest request) {
        if (request.canUpgradeToWebSocket()) {
            request.toWebSocket().onSuccess(this::accept);
        } else {
            request.response().setStatusCode(ready.getAsBoolean() ? 200 : 503).end();
        }
    }

    private void accept(ServerWebSocket socket) {
        byte[] name = BareFrame.name(node, lane, sockets.size());
        sockets.add(socket);
        socket.frameHandler(frame -> {
            if (frame.isText()) {
                received(name, frame.binaryData().getBytes());
            }
        });
        socket.writeTextMessage(BareFrame.HELLO + new String(name, ISO_8859_1));
    }

    private void received(byte[] from, byte[] frame) {
        if (frame[0] != BareFrame.SEND) {
            return;
        }
        String to = address(BareFrame.node(frame), BareFrame.lane(frame));
        int socket = BareFrame.socket(frame);
        BareFrame.write(frame, BareFrame.DELIVERY, from);
        vertx.eventBus().send(to, new Relayed(socket, frame), Relayed.OPTIONS);
    }

    private void receive(Relayed message) {
        if (message.socket() >= sockets.size()) {
            return;
        }
        byte[] frame = message.frame();
        Future<Void> written = sockets.get(message.socket()).writeTextMessage(new String(frame, UTF_8));
        if (frame[0] == BareFrame.DELIVERY) {
            written.onSuccess(v -> acknowledge(frame));
        }
    }

    private void acknowledge(byte[] delivery) {
        String sender = address(BareFrame.node(delivery), BareFrame.lane(delivery));
        Relayed ack = new Relayed(BareFrame.socket(delivery), BareFrame.ackOf(delivery));
        vertx.eventBus().send(sender, ack, Relayed.OPTIONS);
    }

    private static String address(int node, int lane) {
        return "relay." + node + "." + lane;
    }
}
