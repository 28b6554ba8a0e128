package dev.parley.watch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.Slice;
import dev.parley.protocol.UserRef;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * What one lane shows of what passes through it: to taps, and to the timelines of calls. Confined to the lane's event
 * loop. Without a tap {@link #isTapped} is one look at a field.
 */
public final class LaneWatch {
    static final long FLUSH_MS = 100;

    private final Consumer<Runnable> later;
    private final Taps taps;
    private final TapBuffer buffer;
    private final CallTraces traces;
    private final String kind;
    private final String name;
    private final LongSupplier clusterMs;
    private final BiConsumer<Tap, Buffer> send;

    /**
     * @param later runs something on the lane after {@link #FLUSH_MS}
     * @param kind {@code gateway}, {@code rooms} or {@code people}
     * @param name of the lane, on its node
     */
    LaneWatch(
            Consumer<Runnable> later,
            Taps taps,
            WatchConfig config,
            String node,
            String kind,
            String name,
            LongSupplier clusterMs,
            BiConsumer<Tap, Buffer> send) {
        this.later = later;
        this.taps = taps;
        this.buffer = new TapBuffer(config, node);
        this.traces = new CallTraces(config);
        this.kind = kind;
        this.name = name;
        this.clusterMs = clusterMs;
        this.send = send;
    }

    /** One that nobody looks through. */
    public static LaneWatch none() {
        return new LaneWatch(work -> {}, new Taps(0), WatchConfig.NOTHING, "", "", "", () -> 0, (tap, message) -> {});
    }

    /** Whether anybody taps anything; else nothing below needs to be told of signals and events. */
    public boolean isTapped() {
        return taps.active().length != 0;
    }

    /** A signal got its place. @param callId of the call in whose room it passed, null for other rooms */
    public void signal(
            String roomId, String callId, String from, String to, long id, String epoch, long seq, Slice data) {
        Seen seen = null;
        for (Tap tap : taps.active()) {
            if (!tap.wantsSignal(roomId, to, callId)) {
                continue;
            }
            if (tap.isSpent()) {
                flushLater();
                buffer.drop(tap);
                continue;
            }
            if (seen == null) {
                seen = new Seen.Signal(clusterMs.getAsLong(), roomId, callId, from, to, id, epoch, seq, data);
            }
            add(tap, seen);
        }
    }

    /** An event of a room. @param to the only member that it is for, empty for several @param address of the events */
    public void event(String address, String roomId, String callId, String epoch, String to, Slice body) {
        Seen seen = new Seen.Event(clusterMs.getAsLong(), roomId, callId, epoch, to, body);
        offer(address, callId, seen);
    }

    /** An event for a user's devices. */
    public void inbox(String address, String username, String callId, Slice body) {
        offer(address, callId, new Seen.Inbox(clusterMs.getAsLong(), username, callId, body));
    }

    private void offer(String address, String callId, Seen seen) {
        for (Tap tap : taps.active()) {
            if (tap.wants(address, callId)) {
                add(tap, seen);
            }
        }
    }

    private void add(Tap tap, Seen seen) {
        flushLater();
        buffer.add(tap, seen);
    }

    private void flushLater() {
        if (buffer.isEmpty()) {
            later.accept(() -> buffer.flush(send));
        }
    }

    /** Remembers something of a call that happens now. */
    public void trace(String callId, TraceEntry entry) {
        trace(callId, entry, 0);
    }

    /** Remembers something that happened so long ago. */
    public void trace(String callId, TraceEntry entry, long agoMs) {
        long now = clusterMs.getAsLong();
        traces.add(callId, entry, now - agoMs, now);
    }

    /**
     * Remembers where a call takes place and who is in it: from the lane that owns it.
     *
     * @param called who was called and may therefore see the timeline, in the call or not
     */
    public void about(String callId, String roomId, List<UserRef> participants, List<UserRef> called) {
        traces.about(callId, roomId, participants, called, clusterMs.getAsLong());
    }

    /** Adds what it remembers of the call. */
    void tell(String callId, ObjectNode answer) {
        traces.tell(callId, kind, name, clusterMs.getAsLong(), answer);
    }
}
