package dev.parley.rooms;

import dev.parley.protocol.lane.Frame;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The numbered frames of one member in one epoch, and the ring of the latest of them. Numbers begin after the first and
 * have no gap. While the member has no socket, frames that were never written to one are not dropped: the stream says
 * that it is full instead.
 */
final class Stream {
    private final int maxFrames;
    private final int maxBytes;
    private final ArrayDeque<Entry> ring = new ArrayDeque<>(4);
    private long seq;
    private long written;
    private int bytes;

    /** @param first the number that the stream's frames follow */
    Stream(int maxFrames, int maxBytes, long first) {
        this.maxFrames = maxFrames;
        this.maxBytes = maxBytes;
        this.seq = first;
        this.written = first;
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

    /** Numbers and keeps a frame; the oldest make room. @return its number */
    long push(Frame frame) {
        seq++;
        ring.addLast(new Entry(seq, frame));
        bytes += frame.size();
        while (ring.size() > maxFrames || (bytes > maxBytes && ring.size() > 1)) {
            bytes -= ring.removeFirst().frame.size();
        }
        return seq;
    }

    /** Frames up to {@code number} were written to the member's socket. */
    void wroteTo(long number) {
        written = Math.max(written, Math.min(number, seq));
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
            sum += entry.frame.size();
        }
        return sum;
    }

    /** A kept frame and its number. */
    record Entry(long seq, Frame frame) {}
}
