package dev.parley.client;

import dev.parley.protocol.Addresses;
import dev.parley.protocol.Code;
import dev.parley.protocol.Slice;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;

/**
 * The signals of one peer in one room: numbered 1, 2, 3 …, several in flight, sent again from the lowest that is not
 * settled whenever one fails (go-back-N), and, when the room's epoch changes, together with what was accepted a short
 * while ago. Confined to the loop.
 */
final class Outbox {
    static final int IN_FLIGHT = 64;
    static final int QUEUE_MAX = 4_096;
    /** Longer than the server takes to give up (5 s). */
    private static final long ATTEMPT_MS = 7_000;

    /** How long one who is not in the room by what was told last may still turn out to be: somewhere else it may be known. */
    private static final long PARTED_MS = 60_000;

    /** No longer than this, unless the server says so: an owner that is back is to be noticed soon. */
    private static final Backoff AGAIN = attempt -> Math.min(500, 10L << Math.min(attempt, 6));

    private final Wire wire;
    private final String roomId;
    private final String self;
    private final Keeping keeping;
    private final SignalWindow window = new SignalWindow();
    /** Recipients that only the owner may hold signals for, and until when to reckon with that. */
    private final Map<String, Long> unreached = new HashMap<>(2);

    private String epoch = "";
    private long cursor = 1;
    private int inFlight;
    private int round;
    private int epochRound;
    private int troubles;
    private boolean online;
    private boolean paused;
    private boolean watching;
    private Runnable cancelPause = () -> {};
    private RequestException ended;

    /**
     * How long things are held.
     *
     * @param deadlineMs a signal that is not settled by then fails
     * @param acceptedMs accepted signals are kept for this long
     * @param acceptedMax and at most so many of them
     */
    record Keeping(long deadlineMs, long acceptedMs, int acceptedMax) {}

    Outbox(Wire wire, String roomId, String self, Keeping keeping) {
        this.wire = wire;
        this.roomId = roomId;
        this.self = self;
        this.keeping = keeping;
    }

    Future<Void> send(String to, String data) {
        if (ended != null) {
            return Future.failedFuture(ended);
        }
        if (window.open() >= QUEUE_MAX) {
            return Future.failedFuture(RequestException.closed("too many signals wait to be sent"));
        }
        Outgoing outgoing = window.add(to, data, wire.loop().nowMs() + keeping.deadlineMs);
        if (!watching) {
            watch(outgoing.deadline);
        }
        pump();
        return outgoing.promise.future();
    }

    /** The room's stream stands under {@code ofEpoch}, and the server hears us. */
    void online(String ofEpoch) {
        online = true;
        if (!moveTo(ofEpoch)) {
            rewind(0);
        }
    }

    void offline() {
        online = false;
        begin(window.base());
    }

    /** The room has another owner: what is held goes out again, oldest first. @return false when it is no news */
    boolean moveTo(String newEpoch) {
        if (newEpoch.equals(epoch)) {
            return false;
        }
        epoch = newEpoch;
        trim();
        unreached.clear();
        window.reopen();
        begin(window.first());
        epochRound = round;
        pump();
        return true;
    }

    /**
     * The recipient's connection is lost, or back. What is accepted meanwhile only waits at the room's owner; should the
     * owner be lost before the recipient is back, it is needed again, however old.
     */
    void reaches(String peerId, boolean connected) {
        if (connected) {
            unreached.remove(peerId);
        } else {
            unreached.put(peerId, Long.MAX_VALUE);
        }
    }

    /** The recipient did not come back in time, as far as this half of a split knows, or a new owner has not heard of it. */
    void parted(String peerId) {
        long now = wire.loop().nowMs();
        unreached.values().removeIf(until -> until <= now);
        unreached.put(peerId, now + PARTED_MS);
    }

    /** The recipient has another membership: what the former one had taken is not for it. */
    void departed(String peerId) {
        window.each(outgoing -> {
            if (outgoing.to.equals(peerId) && outgoing.promise.future().isComplete()) {
                outgoing.data = null;
            }
        });
    }

    private void watch(long until) {
        watching = true;
        wire.loop().after(Math.max(1, until - wire.loop().nowMs()), this::expire);
    }

    /** What is not accepted fails at its deadline, connected or not. */
    private void expire() {
        watching = false;
        long now = wire.loop().nowMs();
        long next = Long.MAX_VALUE;
        for (long id = window.base(); id < window.next(); id++) {
            Outgoing outgoing = window.get(id);
            if (outgoing.promise.future().isComplete()) {
                continue;
            }
            if (outgoing.deadline > now) {
                next = Math.min(next, outgoing.deadline);
            } else {
                outgoing.giveUp(outgoing.trouble == null ? RequestException.timeout() : outgoing.trouble);
            }
        }
        if (next != Long.MAX_VALUE) {
            watch(next);
        }
    }

    /** The membership is over. */
    void end(RequestException why) {
        ended = why;
        cancelPause.run();
        offline();
        window.each(outgoing -> outgoing.promise.tryFail(why));
    }

    private void pump() {
        while (online && !paused && cursor < window.next() && inFlight < IN_FLIGHT) {
            Outgoing outgoing = window.get(cursor++);
            if (!outgoing.settled) {
                transmit(outgoing);
            }
        }
    }

    /** What only fills its number goes to ourselves, which no owner passes on: the answer is {@code peer_unknown}. */
    private void transmit(Outgoing outgoing) {
        inFlight++;
        String reply = wire.requests().expect(ATTEMPT_MS, new Attempt(outgoing, round));
        String address = Addresses.signal(roomId, outgoing.data == null ? self : outgoing.to);
        String data = outgoing.data == null ? "null" : outgoing.data;
        wire.send(FrameText.signal(address, reply, outgoing.id, window.base(), epoch, data));
    }

    /** From here on answers to what was sent before settle signals, but tell nothing of the order. */
    private void begin(long from) {
        round++;
        inFlight = 0;
        cursor = from;
        paused = false;
        cancelPause.run();
    }

    private void rewind(long delayMs) {
        begin(window.base());
        if (delayMs > 0) {
            paused = true;
            cancelPause = wire.loop().after(delayMs, () -> {
                paused = false;
                pump();
            });
        } else {
            pump();
        }
    }

    private void settle(Outgoing outgoing, int ofRound, RequestException unknown) {
        if (ofRound == round) {
            inFlight--;
        }
        troubles = 0;
        if (unknown != null) {
            outgoing.giveUp(unknown);
        } else {
            outgoing.promise.tryComplete();
        }
        if (ofRound >= epochRound && !outgoing.settled) {
            window.settle(outgoing, wire.loop().nowMs());
            trim();
        }
        pump();
    }

    private void trim() {
        long now = wire.loop().nowMs();
        window.trim(keeping.acceptedMax, now - keeping.acceptedMs, to -> unreached.getOrDefault(to, 0L) > now);
    }

    private void trouble(Outgoing outgoing, RequestException why) {
        outgoing.trouble = why;
        troubles++;
        wire.stats().rewinds++;
        if (why.is(Code.EPOCH_CHANGED) && why.epoch() != null && moveTo(why.epoch())) {
            return;
        }
        if (isFinal(why)) {
            outgoing.giveUp(why);
            rewind(0);
        } else {
            rewind(Math.max(why.retryAfterMs(), AGAIN.delayMs(troubles)));
        }
    }

    /** The signal itself is wrong: no repetition will make it right. */
    private static boolean isFinal(RequestException why) {
        return why.is(Code.INVALID_ARGUMENT) || why.is(Code.ACCESS_DENIED) || why.is(Code.FRAME_TOO_LARGE);
    }

    private final class Attempt implements Requests.Reply {
        private final Outgoing outgoing;
        private final int ofRound;

        private Attempt(Outgoing outgoing, int ofRound) {
            this.outgoing = outgoing;
            this.ofRound = ofRound;
        }

        @Override
        public void succeeded(Slice body) {
            settle(outgoing, ofRound, null);
        }

        @Override
        public void failed(RequestException why) {
            if (why.is(Code.PEER_UNKNOWN)) {
                settle(outgoing, ofRound, why);
            } else if (ofRound == round) {
                trouble(outgoing, why);
            }
        }
    }
}
