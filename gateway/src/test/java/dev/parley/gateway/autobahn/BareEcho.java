package dev.parley.gateway.autobahn;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;

/** Vert.x as it comes, saying again what it is told: what Parley's sockets are compared with. */
public final class BareEcho {
    private BareEcho() {}

    /** @param arguments the port */
    public static void main(String[] arguments) {
        Vertx.vertx()
                .createHttpServer(new HttpServerOptions().setPort(Integer.parseInt(arguments[0])))
                .webSocketHandler(BareEcho::echo)
                .listen();
    }

    private static void echo(ServerWebSocket socket) {
        socket.textMessageHandler(socket::writeTextMessage);
        socket.binaryMessageHandler(socket::writeBinaryMessage);
    }
}
