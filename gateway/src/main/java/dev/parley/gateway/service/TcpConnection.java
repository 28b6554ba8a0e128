package dev.parley.gateway.service;

import dev.parley.gateway.GatewayConfig;
import dev.parley.gateway.frame.FrameScanner;
import dev.parley.gateway.frame.FrameType;
import dev.parley.gateway.frame.FrameVerdict;
import dev.parley.gateway.frame.FrameWriter;
import dev.parley.protocol.Code;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.Slice;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One back end's connection: has the desk answer its frames, and ends when it may not be here. Confined to the lane. */
final class TcpConnection {
    private static final Logger LOG = LoggerFactory.getLogger(TcpConnection.class);
    private static final Slice NO_BODY = Slice.utf8("{}");
    /** Mistakes after which it is closed: frames that are none, tokens that are none, addresses that are not its. */
    private static final int FAULTS_MAX = 5;

    /** Frames of one second that are no mistake any more: refusing has its price, too. */
    private static final int FLOOD = 10_000;

    private static final Set<Code> FAULTS =
            EnumSet.of(Code.INVALID_JSON, Code.MISSING_TYPE, Code.INVALID_TYPE, Code.TOKEN_INVALID, Code.ACCESS_DENIED);

    private final TcpLink link;
    private final ServiceDesk desk;
    private final ServiceEvents events;
    private final GatewayConfig.Tcp config;
    private final FrameScanner frame = new FrameScanner();
    private final BiConsumer<String, String> listener = this::push;
    private final Map<String, ServiceDesk.Caller> registered = new HashMap<>();
    private final long connectedAt;
    private ServiceDesk.Caller caller;
    private int open;
    private boolean leaving;
    private int faults;
    private int frames;

    /** @param now monotonic milliseconds */
    TcpConnection(TcpLink link, ServiceDesk desk, ServiceEvents events, GatewayConfig.Tcp config, long now) {
        this.link = link;
        this.desk = desk;
        this.events = events;
        this.config = config;
        this.connectedAt = now;
    }

    void begin() {
        link.read(this::frame, this::outOfBounds);
    }

    private void outOfBounds() {
        fail(null, new Refusal(Code.FRAME_TOO_LARGE, "A frame has 2 to " + config.frameBytes() + " bytes."));
    }

    private void frame(byte[] bytes) {
        if (++frames > FLOOD) {
            link.end();
            return;
        }
        FrameVerdict verdict = frame.scan(bytes, 0, bytes.length);
        String answer = frame.replyAddress() != null ? frame.replyAddress() : frame.address();
        try {
            if (verdict != FrameVerdict.OK) {
                throw verdict.refusal();
            }
            dispatch(bytes, answer);
        } catch (RuntimeException refused) {
            fail(answer, refused);
        }
    }

    private void dispatch(byte[] bytes, String answer) {
        FrameType type = frame.type();
        if (type == FrameType.PING) {
            link.write(FrameWriter.pong());
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
        desk.caller(TcpFrames.authorization(frame, bytes), link.address())
                .onSuccess(known -> served(known, type, address, reply, body))
                .onFailure(refused -> fail(answer, refused));
    }

    private void served(ServiceDesk.Caller known, FrameType type, String address, String reply, Slice body) {
        if (link.isEnding()) {
            return;
        }
        caller = caller == null || known.expiresAt() > caller.expiresAt() ? known : caller;
        if (leaving) {
            fail(reply != null ? reply : address, TcpFrames.goingAway());
        } else if (type == FrameType.SEND) {
            open++;
            desk.ask(known, address, body)
                    .onSuccess(answer -> reply(reply, answer))
                    .onFailure(refused -> fail(reply != null ? reply : address, refused))
                    .onComplete(done -> answered());
        } else {
            register(known, address, type == FrameType.REGISTER);
        }
    }

    private void register(ServiceDesk.Caller known, String address, boolean on) {
        if (!ServiceEvents.ADDRESSES.contains(address) || !known.grants().mayUse(address)) {
            fail(address, new Refusal(Code.ACCESS_DENIED, "This address is not open to you."));
        } else if (on) {
            registered.put(address, known);
            events.listen(address, listener);
        } else if (registered.remove(address) != null) {
            events.forget(address, listener);
        }
    }

    private void push(String address, String event) {
        link.write(TcpFrames.message(address, event, false));
    }

    private void reply(String address, Slice answer) {
        if (address != null) {
            link.write(TcpFrames.message(address, answer.text(), true));
        }
    }

    private void fail(String address, Throwable failure) {
        if (!(failure instanceof Refusal)) {
            LOG.error("a service's frame failed", failure);
        }
        Refusal refusal = Refusal.of(failure);
        Code code = refusal.code();
        link.write(FrameWriter.err(address, code.status(), code.wire(), refusal.detail()));
        if (FAULTS.contains(code) && ++faults >= FAULTS_MAX) {
            link.end();
        }
    }

    /** Once a second: ends what has shown no token in time, is within a frame for too long, or whose token is over. */
    void beat(long now) {
        frames = 0;
        link.cutIfStuck(now);
        List.copyOf(registered.keySet()).forEach(this::review);
        boolean silent = caller == null && now - connectedAt >= config.tokenTimeoutMs();
        boolean over = caller != null && ServiceDesk.isOver(caller);
        if (over) {
            fail(null, new Refusal(Code.TOKEN_INVALID, "The token has expired. Connect again with a fresh one."));
        }
        if (silent || over || link.isSlow(now)) {
            link.end();
        }
    }

    /** What a token let it hear ends with that token, whatever others it has shown since. */
    private void review(String address) {
        if (ServiceDesk.isOver(registered.get(address))) {
            registered.remove(address);
            events.forget(address, listener);
            fail(address, new Refusal(Code.TOKEN_INVALID, "The token of this registration has expired."));
        }
    }

    /** The node is going away: what was asked is answered, and then it ends. */
    void leave() {
        leaving = true;
        endIfIdle();
    }

    private void answered() {
        open--;
        endIfIdle();
    }

    private void endIfIdle() {
        if (leaving && open == 0) {
            fail(null, TcpFrames.goingAway());
            link.end();
        }
    }

    /** The socket is gone. */
    void closed() {
        link.end();
        registered.keySet().forEach(address -> events.forget(address, listener));
        registered.clear();
    }
}
