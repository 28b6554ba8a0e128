package dev.parley.client;

import dev.parley.client.Transport.Link;
import dev.parley.protocol.Addresses;
import dev.parley.protocol.CloseReason;
import dev.parley.protocol.Json;
import dev.parley.protocol.Slice;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one session on the air: connects, opens, answers heartbeats, and connects again, to the next node, whenever the
 * connection is lost, but not after the close codes that forbid it. Confined to the loop.
 */
final class Connection {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    private static final long OPEN_TIMEOUT_MS = 7_000;
    /** As the server does: silent for this many heartbeats means lost. */
    private static final double SILENT_HEARTBEATS = 2.5;

    /** So often a node may say that it is busy before another one is tried. */
    static final int REFUSALS_MAX = 5;

    /** RFC 6455 §7.1.5: ended without a close frame. */
    static final int ABNORMAL = 1006;

    private static final int NORMAL = 1000;
    /** From here on the server asks not to come back. */
    private static final int STAY_AWAY = CloseReason.BANNED.code();

    private static final int STAY_AWAY_END = 4000;

    private final Loop loop;
    private final Transport transport;
    private final Endpoints endpoints;
    private final Backoff backoff;
    private final Requests requests;
    private final Owner owner;
    private Ear ear = new Ear();
    private Link link;
    private boolean open;
    private boolean ended;
    private int attempt;
    private int refusals;
    private long heardAt;
    private Runnable cancelBeat = () -> {};

    /** Whom the connection serves. */
    interface Owner {
        /** The body of {@code session.open}. */
        String opening();

        void opened(SessionInfo session, com.fasterxml.jackson.databind.node.ObjectNode reply);

        void received(Frame frame);

        void lost(int code);

        void ended(int code, RequestException why);
    }

    Connection(Loop loop, Transport transport, Endpoints endpoints, Backoff backoff, Requests requests, Owner owner) {
        this.loop = loop;
        this.transport = transport;
        this.endpoints = endpoints;
        this.backoff = backoff;
        this.requests = requests;
        this.owner = owner;
    }

    boolean isOpen() {
        return open;
    }

    String endpoint() {
        return endpoints.current();
    }

    void send(String frame) {
        if (link != null) {
            link.send(frame);
        }
    }

    void connect() {
        Ear mine = new Ear();
        ear = mine;
        transport.connect(endpoints.current(), mine).onComplete(done -> {
            if (ear != mine || ended) {
                closeUnused(done.result());
            } else if (done.succeeded()) {
                link = done.result();
                refusals = 0;
                handshake();
            } else {
                LOG.debug(
                        "{} cannot be reached: {}",
                        endpoints.current(),
                        done.cause().toString());
                endpoints.avoid(loop.nowMs());
                retry();
            }
        });
    }

    private static void closeUnused(Link connected) {
        if (connected != null) {
            connected.close();
        }
    }

    private void handshake() {
        heardAt = loop.nowMs();
        String reply = requests.expect(OPEN_TIMEOUT_MS, new Requests.Reply() {
            @Override
            public void succeeded(Slice body) {
                opened(body);
            }

            @Override
            public void failed(RequestException why) {
                refused(why);
            }
        });
        link.send(FrameText.send(Addresses.SESSION_OPEN, reply, owner.opening()));
    }

    private void opened(Slice body) {
        var reply = Json.object(body);
        SessionInfo session = SessionInfo.of(reply);
        attempt = 0;
        open = true;
        endpoints.works();
        endpoints.learn(session.endpoints());
        beat(session.heartbeatMs());
        owner.opened(session, reply);
    }

    private void refused(RequestException why) {
        if (ended || why.code().equals(RequestException.DISCONNECTED)) {
            return;
        }
        if (why.retryable() && why.retryAfterMs() > 0 && ++refusals <= REFUSALS_MAX) {
            knockAgain(why.retryAfterMs() + backoff.delayMs(refusals));
        } else if (why.retryable()) {
            drop(ABNORMAL);
        } else {
            end(CloseReason.TOKEN_INVALID.code(), why);
        }
    }

    /** The connection is the dear part of coming back, so it is kept while the node has too many others to open. */
    private void knockAgain(long afterMs) {
        Ear mine = ear;
        loop.after(afterMs, () -> {
            if (ear == mine && link != null && !ended) {
                handshake();
            }
        });
    }

    private void beat(int heartbeatMs) {
        cancelBeat.run();
        cancelBeat = loop.after(heartbeatMs / 2, () -> {
            if (!open) {
                return;
            }
            if (loop.nowMs() - heardAt > SILENT_HEARTBEATS * heartbeatMs) {
                drop(ABNORMAL);
            } else {
                beat(heartbeatMs);
            }
        });
    }

    /** Gives the connection up, without waiting for the other side, and makes a new one. */
    void drop(int code) {
        if (link != null && !ended) {
            Link former = link;
            ear.over(code);
            former.close();
        }
    }

    /** Closes for good. */
    void close() {
        end(NORMAL, RequestException.closed("the client was closed"));
    }

    private void end(int code, RequestException why) {
        if (ended) {
            return;
        }
        ended = true;
        open = false;
        cancelBeat.run();
        if (link != null) {
            link.close();
        }
        requests.disconnected();
        owner.ended(code, why);
    }

    private void retry() {
        attempt++;
        endpoints.advance(loop.nowMs());
        loop.after(backoff.delayMs(attempt), () -> {
            if (!ended) {
                connect();
            }
        });
    }

    /** Listens to one connection; to none that has been given up. */
    private final class Ear implements Transport.Listener {
        private boolean over;

        @Override
        public void frame(byte[] utf8) {
            if (over || ear != this || ended) {
                return;
            }
            heardAt = loop.nowMs();
            Frame frame = Frame.read(utf8);
            if (Frame.PONG.equals(frame.type())) {
                link.send(FrameText.PING);
            } else if (!requests.answered(frame)) {
                owner.received(frame);
            }
        }

        @Override
        public void closed(int code) {
            over(code);
        }

        private void over(int code) {
            if (over || ended || link == null || ear != this) {
                return;
            }
            over = true;
            link = null;
            boolean was = open;
            open = false;
            cancelBeat.run();
            if (code >= STAY_AWAY && code < STAY_AWAY_END) {
                end(code, RequestException.closed("the server closed the session with " + code));
                return;
            }
            if (!was || code == CloseReason.DRAINING.code()) {
                endpoints.avoid(loop.nowMs());
            }
            if (was) {
                owner.lost(code);
            }
            requests.disconnected();
            retry();
        }
    }
}
