package dev.parley.load.compare.wire;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;

/** Sends a request until it is answered: a node hears of the other's subscriptions a little later. */
final class NatsProbe {
    private static final long AGAIN_MS = 100;

    private final NatsWire wire;
    private final WebSocket sender;
    private final WebSocket recipient;

    NatsProbe(NatsWire wire, WebSocket sender, WebSocket recipient) {
        this.wire = wire;
        this.sender = sender;
        this.recipient = recipient;
    }

    /** Succeeds with the sender; nobody listens to the sockets then. */
    Future<WebSocket> until(String request) {
        Promise<WebSocket> answered = Promise.promise();
        recipient.binaryMessageHandler(frame -> {
            String answer = wire.answer(frame);
            if (answer != null) {
                recipient.writeTextMessage(answer);
            }
        });
        sender.binaryMessageHandler(frame -> answered.tryComplete(sender));
        Context loop = Vertx.currentContext();
        sender.writeTextMessage(request);
        long timer = loop.owner().setPeriodic(AGAIN_MS, t -> sender.writeTextMessage(request));
        return answered.future().onComplete(done -> {
            loop.owner().cancelTimer(timer);
            recipient.binaryMessageHandler(null);
            sender.binaryMessageHandler(null);
        });
    }
}
