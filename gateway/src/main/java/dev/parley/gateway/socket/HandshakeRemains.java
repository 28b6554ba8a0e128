package dev.parley.gateway.socket;

import io.netty.channel.ChannelHandler;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.http.WebSocketInternal;
import io.vertx.core.net.impl.VertxHandler;
import java.lang.reflect.Field;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets go of the HTTP connection that a WebSocket came from. Vert.x 5.0 keeps it, with its request, headers and an empty
 * queue, for as long as the WebSocket lives: the handler in the channel holds the function that once made the WebSocket,
 * and that holds them. It is 6 KB for each socket, more than everything else of a quiet one. Nothing calls that function
 * again. Where Vert.x looks different nothing happens, and a test says so.
 */
final class HandshakeRemains {
    private static final Logger LOG = LoggerFactory.getLogger(HandshakeRemains.class);
    private static final Optional<Field> FACTORY = factory();

    private HandshakeRemains() {}

    private static Optional<Field> factory() {
        try {
            Field field = VertxHandler.class.getDeclaredField("connectionFactory");
            field.setAccessible(true);
            return Optional.of(field);
        } catch (ReflectiveOperationException | RuntimeException different) {
            LOG.info("each socket takes 6 KB more: this Vert.x is not the expected one ({})", different.toString());
            return Optional.empty();
        }
    }

    /** To be called once, on the socket's event loop. */
    static void release(ServerWebSocket webSocket) {
        ChannelHandler handler =
                ((WebSocketInternal) webSocket).channelHandlerContext().handler();
        if (FACTORY.isPresent() && handler instanceof VertxHandler<?>) {
            try {
                FACTORY.get().set(handler, null);
            } catch (IllegalAccessException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }
}
