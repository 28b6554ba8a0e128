package dev.parley.gateway.socket;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;

/**
 * A plain WebSocket. It takes frames as bytes, so that a signal is never decoded to text on its way in, and collects
 * fragments up to the limit itself, because Vert.x drops an aggregated message over its limit in silence.
 */
final class RawSocket implements ClientSocket {
    /** RFC 6455 §7.4.1: message too big. */
    private static final int TOO_BIG = 1009;

    /** RFC 6455 §7.4.1: unacceptable data; the bridge speaks text only. */
    private static final int UNSUPPORTED = 1003;

    private final ServerWebSocket socket;
    private final String address;
    private final int maxBytes;
    private Handler<Buffer> handler;
    private Handler<Integer> oversize = size -> {};
    private Buffer fragments;
    private boolean closing;

    RawSocket(ServerWebSocket socket, String address, int maxBytes) {
        this.socket = socket;
        this.address = address;
        this.maxBytes = maxBytes;
        socket.frameHandler(this::receive);
        socket.exceptionHandler(failure -> close(TOO_BIG, "frame refused"));
    }

    @Override
    public void onFrame(Handler<Buffer> frames) {
        handler = frames;
    }

    @Override
    public void onOversize(Handler<Integer> sizes) {
        oversize = sizes;
    }

    private void receive(WebSocketFrame frame) {
        if (closing || handler == null || frame.isPing() || frame.isClose()) {
            return;
        }
        if (frame.isBinary()) {
            close(UNSUPPORTED, "text frames only");
            return;
        }
        Buffer data = frame.binaryData();
        int size = data.length() + (fragments == null ? 0 : fragments.length());
        if (size > maxBytes) {
            fragments = null;
            oversize.handle(size);
            close(TOO_BIG, "frame too large");
        } else if (frame.isFinal() && fragments == null) {
            handler.handle(data);
        } else {
            collect(frame, data);
        }
    }

    private void collect(WebSocketFrame frame, Buffer data) {
        fragments = fragments == null ? Buffer.buffer(data.length() * 2) : fragments;
        fragments.appendBuffer(data);
        if (frame.isFinal()) {
            Buffer whole = fragments;
            fragments = null;
            handler.handle(whole);
        }
    }

    @Override
    public void onClose(Handler<Void> closed) {
        socket.closeHandler(v -> {
            closing = true;
            closed.handle(null);
        });
    }

    @Override
    public Future<Void> send(String text) {
        return socket.writeTextMessage(text);
    }

    @Override
    public void close(int code, String reason) {
        if (!closing) {
            closing = true;
            socket.close((short) code, reason);
        }
    }

    @Override
    public String address() {
        return address;
    }
}
