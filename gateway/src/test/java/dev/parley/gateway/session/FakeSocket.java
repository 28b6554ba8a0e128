package dev.parley.gateway.session;

import dev.parley.gateway.socket.ClientSocket;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/** A connection whose far end is the test: it shows what was written and decides when a write has ended. */
final class FakeSocket implements ClientSocket {
    final List<String> sent = new ArrayList<>();
    private final String address;
    private final List<Promise<Void>> writes = new ArrayList<>();
    private Handler<Buffer> frames;
    private Handler<Integer> oversize;
    private Handler<Void> closed;
    private boolean stalled;
    private int closeCode;
    private boolean gone;

    FakeSocket(String address) {
        this.address = address;
    }

    /** The client stops reading: writes stay open until {@link #flush}. */
    void stall() {
        stalled = true;
    }

    /** Everything written so far has reached the client. */
    void flush() {
        stalled = false;
        List<Promise<Void>> ended = List.copyOf(writes);
        writes.clear();
        ended.forEach(Promise::complete);
    }

    /** Everything written so far is lost. */
    void breakWrites() {
        List<Promise<Void>> ended = List.copyOf(writes);
        writes.clear();
        ended.forEach(write -> write.fail("broken pipe"));
    }

    void receive(String frame) {
        receive(Buffer.buffer(frame));
    }

    void receive(Buffer frame) {
        frames.handle(frame);
    }

    void receiveOversize(int size) {
        oversize.handle(size);
    }

    /** The connection has ended, by whichever side. */
    void disconnect() {
        if (!gone) {
            gone = true;
            closed.handle(null);
        }
    }

    /** 0 while the server has not closed. */
    int closeCode() {
        return closeCode;
    }

    @Override
    public void onFrame(Handler<Buffer> handler) {
        frames = handler;
    }

    @Override
    public void onOversize(Handler<Integer> handler) {
        oversize = handler;
    }

    @Override
    public void onClose(Handler<Void> handler) {
        closed = handler;
    }

    @Override
    public Future<Void> send(String text) {
        if (closeCode != 0 || gone) {
            throw new IllegalStateException("a frame was sent to a socket that is closing: " + text);
        }
        sent.add(text);
        if (!stalled) {
            return Future.succeededFuture();
        }
        Promise<Void> write = Promise.promise();
        writes.add(write);
        return write.future();
    }

    @Override
    public void close(int code, String reason) {
        if (closeCode != 0) {
            throw new IllegalStateException("closed twice");
        }
        closeCode = code;
    }

    @Override
    public String address() {
        return address;
    }
}
