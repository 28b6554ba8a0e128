package dev.parley.gateway.service;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.gateway.GatewayConfig;
import dev.parley.gateway.frame.FrameScanner;
import dev.parley.gateway.frame.FrameType;
import dev.parley.gateway.frame.FrameVerdict;
import dev.parley.gateway.frame.FrameWriter;
import dev.parley.protocol.Code;
import dev.parley.protocol.Json;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.Slice;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One back end's connection: reads its frames within bounds and has the desk answer them. Confined to the lane. */
final class TcpConnection {
    private static final Logger LOG = LoggerFactory.getLogger(TcpConnection.class);
    private static final Slice NO_BODY = Slice.utf8("{}");
    private static final int LENGTH = 4;
    /** Mistakes after which it is closed: frames that are none, tokens that are none, addresses that are not its. */
    private static final int FAULTS_MAX = 5;

    private static final Set<Code> FAULTS =
            EnumSet.of(Code.INVALID_JSON, Code.MISSING_TYPE, Code.INVALID_TYPE, Code.TOKEN_INVALID, Code.ACCESS_DENIED);

    private final NetSocket socket;
    private final ServiceDesk desk;
    private final ServiceEvents events;
    private final GatewayConfig.Tcp config;
    private final LongSupplier monotonicMs;
    private final String from;
    private final FrameScanner frame = new FrameScanner();
    private final RecordParser parser = RecordParser.newFixed(LENGTH);
    private final BiConsumer<String, String> listener = this::push;
    private final Set<String> registered = new HashSet<>();
    private final long connectedAt;
    private long frameBeganAt;
    private boolean inFrame;
    private ServiceDesk.Caller caller;
    private int faults;
    private long inFlight;
    private boolean ending;

    TcpConnection(
            NetSocket socket,
            ServiceDesk desk,
            ServiceEvents events,
            GatewayConfig.Tcp config,
            LongSupplier monotonicMs) {
        this.socket = socket;
        this.desk = desk;
        this.events = events;
        this.config = config;
        this.monotonicMs = monotonicMs;
        this.from = socket.remoteAddress().hostAddress();
        this.connectedAt = monotonicMs.getAsLong();
    }

    void begin() {
        parser.handler(this::part);
        socket.handler(this::read);
        socket.exceptionHandler(broken -> LOG.debug("a service's connection broke", broken));
    }

    private void read(Buffer bytes) {
        if (!ending) {
            if (frameBeganAt == 0) {
                frameBeganAt = monotonicMs.getAsLong();
            }
            parser.handle(bytes);
        }
    }

    /** A length, or the frame that it announced. */
    private void part(Buffer bytes) {
        if (ending) {
            return;
        }
        if (inFrame) {
            inFrame = false;
            frameBeganAt = 0;
            parser.fixedSizeMode(LENGTH);
            frame(bytes.getBytes());
            return;
        }
        int length = bytes.getInt(0);
        if (length < 2 || length > config.frameBytes()) {
            fail(null, new Refusal(Code.FRAME_TOO_LARGE, "A frame has 2 to " + config.frameBytes() + " bytes."));
            end();
            return;
        }
        inFrame = true;
        frameBeganAt = monotonicMs.getAsLong();
        parser.fixedSizeMode(length);
    }

    private void frame(byte[] bytes) {
        FrameVerdict verdict = frame.scan(bytes, 0, bytes.length);
        String answer = frame.replyAddress() != null ? frame.replyAddress() : frame.address();
        try {
            if (verdict != FrameVerdict.OK) {
                throw malformed(verdict);
            }
            dispatch(bytes, answer);
        } catch (RuntimeException refused) {
            fail(answer, refused);
        }
    }

    private void dispatch(byte[] bytes, String answer) {
        FrameType type = frame.type();
        if (type == FrameType.PING) {
            write(FrameWriter.pong());
            return;
        }
        if (type == FrameType.PUBLISH) {
            throw new Refusal(Code.ACCESS_DENIED, "Services do not publish; send to one address.");
        }
        String address = frame.address();
        if (address == null) {
            throw new Refusal(Code.MISSING_ADDRESS, "The frame names no address.");
        }
        String reply = frame.replyAddress();
        Slice body = frame.hasBody() ? new Slice(bytes, frame.bodyStart(), frame.bodyEnd()) : NO_BODY;
        desk.caller(authorization(bytes), from)
                .onSuccess(known -> served(known, type, address, reply, body))
                .onFailure(refused -> fail(answer, refused));
    }

    private void served(ServiceDesk.Caller known, FrameType type, String address, String reply, Slice body) {
        if (ending) {
            return;
        }
        caller = caller == null || known.expiresAt() > caller.expiresAt() ? known : caller;
        if (type == FrameType.SEND) {
            desk.ask(known, address, body)
                    .onSuccess(answer -> reply(reply, answer))
                    .onFailure(refused -> fail(reply != null ? reply : address, refused));
        } else {
            register(known, address, type == FrameType.REGISTER);
        }
    }

    private void register(ServiceDesk.Caller known, String address, boolean on) {
        if (!ServiceEvents.ADDRESSES.contains(address) || !known.grants().mayUse(address)) {
            fail(address, new Refusal(Code.ACCESS_DENIED, "This address is not open to you."));
        } else if (on) {
            registered.add(address);
            events.listen(address, listener);
        } else if (registered.remove(address)) {
            events.forget(address, listener);
        }
    }

    /** The body is not looked at, however large it is. */
    private String authorization(byte[] bytes) {
        Slice whole = Slice.of(bytes);
        Slice around = frame.hasBody() ? whole.replacing(frame.bodyStart(), frame.bodyEnd(), (byte) '0') : whole;
        JsonNode token = Json.object(around).path("headers").path(ServiceBus.AUTHORIZATION);
        return token.isTextual() ? token.textValue() : null;
    }

    private void push(String address, String event) {
        write(TcpFrames.message(address, event, false));
    }

    private void reply(String address, Slice answer) {
        if (address != null) {
            write(TcpFrames.message(address, answer.text(), true));
        }
    }

    private void fail(String address, Throwable failure) {
        if (!(failure instanceof Refusal)) {
            LOG.error("a service's frame failed", failure);
        }
        Refusal refusal = Refusal.of(failure);
        Code code = refusal.code();
        write(FrameWriter.err(address, code.status(), code.wire(), refusal.detail()));
        if (FAULTS.contains(code) && ++faults >= FAULTS_MAX) {
            end();
        }
    }

    private void write(String frameText) {
        if (ending) {
            return;
        }
        byte[] text = frameText.getBytes(StandardCharsets.UTF_8);
        inFlight += text.length;
        if (inFlight > config.writeQueueBytes()) {
            end();
            return;
        }
        socket.write(Buffer.buffer(LENGTH + text.length).appendInt(text.length).appendBytes(text))
                .onComplete(done -> inFlight -= text.length);
    }

    /** Ends what has shown no token in time, is within a frame for too long, or whose token is over. */
    void beat(long now) {
        boolean silent = caller == null && now - connectedAt >= config.tokenTimeoutMs();
        boolean slow = frameBeganAt != 0 && now - frameBeganAt >= config.tokenTimeoutMs();
        boolean over = caller != null && ServiceDesk.isOver(caller);
        if (over) {
            fail(null, new Refusal(Code.TOKEN_INVALID, "The token has expired. Connect again with a fresh one."));
        }
        if (silent || slow || over) {
            end();
        }
    }

    /** Writes what is left and closes. */
    void end() {
        if (!ending) {
            ending = true;
            socket.end();
        }
    }

    void closed() {
        ending = true;
        registered.forEach(address -> events.forget(address, listener));
        registered.clear();
    }

    private static Refusal malformed(FrameVerdict verdict) {
        return switch (verdict) {
            case MISSING_TYPE -> new Refusal(Code.MISSING_TYPE, "The frame has no type.");
            case INVALID_TYPE ->
                new Refusal(Code.INVALID_TYPE, "type must be one of ping, send, register, unregister.");
            case INVALID_REPLY_ADDRESS -> Refusal.invalid("replyAddress must be a text of at most 64 characters.");
            default -> new Refusal(Code.INVALID_JSON, "The frame is not one valid JSON object.");
        };
    }
}
