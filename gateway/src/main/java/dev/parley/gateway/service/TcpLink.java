package dev.parley.gateway.service;

import dev.parley.gateway.GatewayConfig;
import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A socket that carries frames, each behind its length in four bytes, big-endian. No more than one frame of allowed size is
 * ever kept, and no more unwritten bytes than are allowed. Confined to the lane.
 */
final class TcpLink {
    private static final Logger LOG = LoggerFactory.getLogger(TcpLink.class);
    private static final int LENGTH = 4;
    /** An object has two braces. */
    private static final int SHORTEST = 2;
    /** After this long a connection that is being ended is cut, whatever the other side has read. */
    private static final long CLOSE_MS = 3_000;

    private final NetSocket socket;
    private final ChannelHandlerContext channel;
    private final GatewayConfig.Tcp config;
    private final LongSupplier monotonicMs;
    private final RecordParser parser = RecordParser.newFixed(LENGTH);
    private Consumer<byte[]> frames;
    private Runnable outOfBounds;
    private long beganAt;
    private boolean inFrame;
    private long inFlight;
    private boolean ending;
    private long endedAt;

    TcpLink(NetSocket socket, GatewayConfig.Tcp config, LongSupplier monotonicMs) {
        this.socket = socket;
        this.channel = ((NetSocketInternal) socket).channelHandlerContext();
        this.config = config;
        this.monotonicMs = monotonicMs;
    }

    /** @param outOfBounds is run for a length that is not allowed, after which nothing can be read any more */
    void read(Consumer<byte[]> eachFrame, Runnable outOfBounds) {
        this.frames = eachFrame;
        this.outOfBounds = outOfBounds;
        parser.handler(this::part);
        socket.handler(this::received);
        socket.exceptionHandler(broken -> LOG.debug("a service's connection broke", broken));
    }

    private void received(Buffer bytes) {
        if (!ending) {
            beganAt = beganAt == 0 ? monotonicMs.getAsLong() : beganAt;
            parser.handle(bytes);
        }
    }

    /** A length, or the frame that it announced. */
    private void part(Buffer bytes) {
        if (ending) {
            return;
        }
        if (inFrame) {
            expect(false, LENGTH);
            beganAt = 0;
            frames.accept(bytes.getBytes());
            return;
        }
        int length = bytes.getInt(0);
        if (length < SHORTEST || length > config.frameBytes()) {
            outOfBounds.run();
            end();
            return;
        }
        beganAt = monotonicMs.getAsLong();
        expect(true, length);
    }

    private void expect(boolean frame, int length) {
        inFrame = frame;
        parser.fixedSizeMode(length);
    }

    /** Whether a frame has been on its way for too long. */
    boolean isSlow(long now) {
        return beganAt != 0 && now - beganAt >= config.tokenTimeoutMs();
    }

    String address() {
        return socket.remoteAddress().hostAddress();
    }

    void write(String frame) {
        if (ending) {
            return;
        }
        byte[] text = frame.getBytes(StandardCharsets.UTF_8);
        inFlight += text.length;
        if (inFlight > config.writeQueueBytes()) {
            ending = true;
            // Vert.x would first write what is queued, and nobody reads it
            channel.close();
            return;
        }
        socket.write(Buffer.buffer(LENGTH + text.length).appendInt(text.length).appendBytes(text))
                .onComplete(done -> inFlight -= text.length);
    }

    boolean isEnding() {
        return ending;
    }

    /** Writes what is left and closes. */
    void end() {
        if (!ending) {
            ending = true;
            endedAt = monotonicMs.getAsLong();
            socket.end();
        }
    }

    /** Cuts what was ended and is still there. To be called every second. */
    void cutIfStuck(long now) {
        if (endedAt != 0 && now - endedAt >= CLOSE_MS) {
            channel.close();
        }
    }
}
