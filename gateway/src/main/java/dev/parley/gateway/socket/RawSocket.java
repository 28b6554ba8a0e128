package dev.parley.gateway.socket;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.internal.http.WebSocketInternal;
import java.util.concurrent.TimeUnit;

/**
 * A plain WebSocket. It takes frames as bytes, so that a signal is never decoded to text on its way in, and collects
 * fragments up to the limit itself, because Vert.x drops an aggregated message over its limit in silence.
 */
final class RawSocket implements ClientSocket {
    private static final int TOO_BIG = WebSocketCloseStatus.MESSAGE_TOO_BIG.code();

    /** The bridge speaks text only. */
    private static final int UNSUPPORTED = WebSocketCloseStatus.INVALID_MESSAGE_TYPE.code();

    /** Vert.x answers pings without asking whether the other side still reads: so many answers may wait. */
    private static final int UNREAD_PONGS = 200;

    /** After this long a socket that is being closed is cut, whatever the client has read or answered. */
    private static final long CLOSE_SECONDS = 3;

    private final ServerWebSocket socket;
    private final ChannelHandlerContext channel;
    private final String address;
    private final int maxBytes;
    private Handler<Buffer> handler;
    private Handler<Integer> oversize = size -> {};
    private Buffer fragments;
    private Future<Void> lastWrite = Future.succeededFuture();
    private int unreadPongs;
    private boolean closing;

    RawSocket(ServerWebSocket socket, String address, int maxBytes) {
        this.socket = socket;
        this.channel = ((WebSocketInternal) socket).channelHandlerContext();
        this.address = address;
        this.maxBytes = maxBytes;
        socket.frameHandler(this::receive);
        socket.exceptionHandler(this::refuse);
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
        if (closing || handler == null) {
            return;
        }
        if (frame.isText() || frame.isContinuation()) {
            data(frame);
        } else if (frame.isBinary()) {
            close(UNSUPPORTED, "text frames only");
        } else if (frame.isPing()) {
            ping();
        }
    }

    private void data(WebSocketFrame frame) {
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

    private void ping() {
        unreadPongs = !socket.isClosed() && socket.writeQueueFull() ? unreadPongs + 1 : 0;
        if (unreadPongs > UNREAD_PONGS) {
            closing = true;
            channel.close();
        }
    }

    /** What Netty's decoder does not let through, with the code that it gives. A lost connection comes here, too. */
    private void refuse(Throwable failure) {
        if (failure instanceof CorruptedWebSocketFrameException corrupted) {
            close(corrupted.closeStatus().code(), "frame refused");
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
        lastWrite = socket.writeTextMessage(text);
        return lastWrite;
    }

    /**
     * Vert.x would wait for ever for a client that does not read, and the end of its connection stumbles over a close frame
     * that is still queued: so none is queued, it is sent once everything before it is gone.
     */
    @Override
    public void close(int code, String reason) {
        if (closing || socket.isClosed()) {
            return;
        }
        closing = true;
        lastWrite.onSuccess(v -> sendClose(code, reason));
        channel.executor().schedule(() -> channel.close(), CLOSE_SECONDS, TimeUnit.SECONDS);
    }

    private void sendClose(int code, String reason) {
        if (channel.channel().isWritable()) {
            socket.close((short) code, reason);
        }
    }

    @Override
    public String address() {
        return address;
    }
}
