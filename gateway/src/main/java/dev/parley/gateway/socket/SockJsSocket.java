package dev.parley.gateway.socket;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;

/** A SockJS session over any of its transports. */
final class SockJsSocket implements ClientSocket {
    private final SockJSSocket socket;
    private final String address;

    SockJsSocket(SockJSSocket socket, String address) {
        this.socket = socket;
        this.address = address;
    }

    @Override
    public void onFrame(Handler<Buffer> handler) {
        socket.handler(handler);
    }

    /** SockJS hands over whole messages of whatever its transport lets through; their size is checked like any. */
    @Override
    public void onOversize(Handler<Integer> handler) {}

    @Override
    public void onClose(Handler<Void> handler) {
        socket.closeHandler(handler);
    }

    @Override
    public Future<Void> send(String text) {
        return socket.write(text);
    }

    @Override
    public void close(int code, String reason) {
        socket.close(code, reason);
    }

    @Override
    public String address() {
        return address;
    }
}
