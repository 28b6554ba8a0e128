package dev.parley.rooms;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The numbered frames of one member in one epoch, and the ring of the latest of them. Numbers begin after the first and
 * have no gap. While the member has no socket, frames that were never written to one are not dropped: the stream says
 * that it is full instead.
 */
final class Stream {
    private static final int EMPTY = 4;

    private final int maxFrames;
    private final int maxBytes;
    private ArrayDeque<Entry> ring = new ArrayDeque<>(EMPTY);
    private long seq;
    private long written;
    private long arriving;
    private int bytes;

    /** @param first the number that the stream's frames follow */
    Stream(int maxFrames, int maxBytes, long first) {
        this.maxFrames = maxFrames;
        this.maxBytes = maxBytes;
        this.seq = first;
        this.written = first;
        this.arriving = first;
    }

    /** The number of the latest frame. */
    long seq() {
        return seq;
    }

    /** The number up to which frames are known to have been written to a socket. */
    long written() {
        return written;
    }

    /** Whether a frame fits without dropping one that was never written to a socket. */
    boolean fits(int size) {
        long frames = seq - written;
        return frames < maxFrames && (written < oldest() ? bytes : unwrittenBytes()) + size <= maxBytes;
    }

    /** Numbers and keeps an event; the oldest make room. @return its number */
    long push(Event event) {
        seq++;
        ring.addLast(new Entry(seq, event));
        bytes += event.size();
        while (ring.size() > maxFrames || (bytes > maxBytes && ring.size() > 1)) {
            bytes -= ring.removeFirst().event.size();
        }
        return seq;
    }

    /**
     * Begins anew after its latest number, for a reader that is given the roster as it is now: who joined and left is in
     * that, and what somebody sent who has left is not for it any more. Everything else that was kept follows again.
     *
     * @return the number after which it does
     */
    long restart() {
        Deque<Event> kept = new ArrayDeque<>();
        Set<String> left = new HashSet<>();
        for (var entries = ring.descendingIterator(); entries.hasNext(); ) {
            Event event = entries.next().event;
            if (event.kind() == Event.Kind.LEFT) {
                left.add(event.about());
            } else if (event.kind() != Event.Kind.JOINED && !left.contains(event.about())) {
                kept.addFirst(event);
            }
        }
        long first = seq;
        ring.clear();
        bytes = 0;
        written = first;
        arriving = first;
        kept.forEach(this::push);
        return first;
    }

    /** Frames up to {@code number} were written to the member's socket. */
    void wroteTo(long number) {
        written = Math.max(written, Math.min(number, seq));
    }

    /** The member itself says that it has the frames up to {@code number}, and nothing of those behind. */
    void readTo(long number) {
        wroteTo(number);
        arriving = Math.min(arriving, number);
    }

    /**
     * Drops what had been written to the member's socket when this was called last. To be called while that socket lives,
     * so seldom that data which did not arrive would have ended the connection between two calls.
     */
    void dropArrived() {
        while (!ring.isEmpty() && ring.peekFirst().seq <= arriving) {
            bytes -= ring.removeFirst().event.size();
        }
        if (ring.isEmpty()) {
            ring = new ArrayDeque<>(EMPTY);
        }
        arriving = written;
    }

    /** Whether everything after {@code number} is still here. */
    boolean covers(long number) {
        return number <= seq && number >= oldest() - 1;
    }

    /** The frames after {@code number}, oldest first. */
    List<Entry> after(long number) {
        List<Entry> entries = new ArrayList<>();
        for (Entry entry : ring) {
            if (entry.seq > number) {
                entries.add(entry);
            }
        }
        return entries;
    }

    /** The number of the oldest frame that is kept, or of the next one when none is. */
    long oldest() {
        return ring.isEmpty() ? seq + 1 : ring.peekFirst().seq;
    }

    /** Bytes that the ring holds. */
    int bytes() {
        return bytes;
    }

    private int unwrittenBytes() {
        int sum = 0;
        for (var entries = ring.descendingIterator(); entries.hasNext(); ) {
            Entry entry = entries.next();
            if (entry.seq <= written) {
                break;
            }
            sum += entry.event.size();
        }
        return sum;
    }

    /** A kept event and its number. */
    record Entry(long seq, Event event) {}
}
