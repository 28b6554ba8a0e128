package dev.parley.gateway.session;

import dev.parley.gateway.frame.FrameScanner;
import dev.parley.gateway.frame.FrameVerdict;
import dev.parley.protocol.Addresses;
import dev.parley.protocol.Addresses.SignalAddress;
import dev.parley.protocol.Code;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.Slice;
import dev.parley.protocol.lane.Op;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what a client sends, frame by frame, and has it done. Whatever fails is answered with a code. */
final class Conversation {
    private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);

    private final FrameScanner frame = new FrameScanner();
    private final Arrivals arrivals;
    private final Registrations registrations;
    private final Signaling signaling;
    private final Requests requests;
    private final Answers answers;
    private final Rates rates;
    private final int frameBytes;
    private final LongSupplier monotonicMs;

    /** @param frameBytes what one frame may have */
    Conversation(
            Arrivals arrivals,
            Registrations registrations,
            Signaling signaling,
            Requests requests,
            Answers answers,
            Rates rates,
            int frameBytes,
            LongSupplier monotonicMs) {
        this.arrivals = arrivals;
        this.registrations = registrations;
        this.signaling = signaling;
        this.requests = requests;
        this.answers = answers;
        this.rates = rates;
        this.frameBytes = frameBytes;
        this.monotonicMs = monotonicMs;
    }

    void receive(Session session, Buffer text) {
        if (session.isClosing()) {
            return;
        }
        session.heard(monotonicMs.getAsLong());
        if (text.length() > frameBytes) {
            tooLarge(session, text.length());
            return;
        }
        byte[] bytes = text.getBytes();
        FrameVerdict verdict = frame.scan(bytes, 0, bytes.length);
        try {
            if (verdict != FrameVerdict.OK) {
                session.blame();
                throw verdict.refusal();
            }
            dispatch(session, bytes);
        } catch (Refusal refusal) {
            answers.refuse(session, whereToAnswer(), refusal);
        } catch (RuntimeException fault) {
            LOG.error("a frame of type {} to {} failed", frame.type(), loggable(frame.address()), fault);
            answers.refuse(session, whereToAnswer(), Refusal.of(fault));
        }
    }

    void tooLarge(Session session, int size) {
        String detail = "A frame of " + size + " bytes is over the limit of " + frameBytes + ".";
        answers.refuse(session, null, new Refusal(Code.FRAME_TOO_LARGE, detail));
        session.blame();
    }

    private void dispatch(Session session, byte[] bytes) {
        switch (frame.type()) {
            case PING -> limit(session);
            case SEND -> {
                limit(session);
                send(session, required(frame.address()), bytes);
            }
            case REGISTER -> {
                limit(session);
                requireOpen(session);
                registrations.register(session, required(frame.address()), headers(bytes));
            }
            case UNREGISTER -> {
                limit(session);
                requireOpen(session);
                registrations.unregister(session, required(frame.address()));
            }
            case PUBLISH -> throw new Refusal(Code.ACCESS_DENIED, "Clients do not publish; send to one address.");
        }
    }

    private void send(Session session, String address, byte[] bytes) {
        if (address.equals(Addresses.SESSION_OPEN)) {
            arrivals.open(session, frame.replyAddress(), Bodies.of(frame, bytes));
            return;
        }
        Op op = Op.ofAddress(address);
        if (op == null || !op.isOfAccounts()) {
            requireOpen(session);
        }
        SignalAddress signal = op == null ? Addresses.parseSignal(address) : null;
        if (signal != null) {
            ServiceAccess.requirePeer(session.actor());
            signaling.send(session, frame, bytes, signal);
        } else if (op != null) {
            requests.ask(session, op, frame, bytes);
        } else {
            requests.askHere(session, address, frame, bytes);
        }
    }

    private void limit(Session session) {
        if (!session.mayAsk() || !rates.mayAsk(session.network())) {
            session.overRate();
            throw new Refusal(Code.RATE_LIMITED, "Too many requests. Slow down and try again in a second.");
        }
    }

    private static void requireOpen(Session session) {
        if (!session.isOpen()) {
            throw new Refusal(Code.NOT_OPEN, "Send session.open first.");
        }
    }

    private static String required(String address) {
        if (address == null) {
            throw new Refusal(Code.MISSING_ADDRESS, "The frame names no address.");
        }
        return address;
    }

    private Slice headers(byte[] bytes) {
        return frame.hasHeaders() ? new Slice(bytes, frame.headersStart(), frame.headersEnd()) : Bodies.NONE;
    }

    private String whereToAnswer() {
        return frame.replyAddress() != null ? frame.replyAddress() : frame.address();
    }

    private static String loggable(String address) {
        return address == null
                ? "-"
                : new String(address.getBytes(StandardCharsets.US_ASCII), StandardCharsets.US_ASCII);
    }
}
