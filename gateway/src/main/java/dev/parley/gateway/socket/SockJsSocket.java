package dev.parley.gateway.socket;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;

/** A SockJS session over one of its HTTP transports. */
final class SockJsSocket implements ClientSocket {
    private final SockJSSocket socket;
    private final String address;
    private final Receivers receivers;
    private final String session;

    SockJsSocket(SockJSSocket socket, String address, Receivers receivers) {
        this.socket = socket;
        this.address = address;
        this.receivers = receivers;
        this.session = SockJsHomes.session(socket.routingContext().normalizedPath());
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
        receivers.end(session, code, reason, socket::close);
    }

    @Override
    public String address() {
        return address;
    }
}
