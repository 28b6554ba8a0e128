package dev.parley.watch;

import dev.parley.protocol.Json;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * What a lane keeps for its taps until it is sent, bounded by count and bytes for each of them; what does not fit is
 * counted. Confined to the lane.
 */
final class TapBuffer {
    /** A message to a tapping node: one line that says for whom, and one for each entry. */
    static final byte LINE = '\n';

    private final WatchConfig config;
    private final String node;
    private final Map<Tap, Kept> kept = new HashMap<>();

    TapBuffer(WatchConfig config, String node) {
        this.config = config;
        this.node = node;
    }

    boolean isEmpty() {
        return kept.isEmpty();
    }

    void add(Tap tap, Seen seen) {
        Kept of = kept.computeIfAbsent(tap, t -> new Kept());
        boolean full = of.entries.size() >= config.bufferEntries() || of.bytes + seen.bytes() > config.bufferBytes();
        if (full || !tap.take()) {
            of.dropped++;
        } else {
            of.entries.add(seen);
            of.bytes += seen.bytes();
        }
    }

    /** Counts one that is not looked at. */
    void drop(Tap tap) {
        kept.computeIfAbsent(tap, t -> new Kept()).dropped++;
    }

    /** Empties it: one message for each tap. */
    void flush(BiConsumer<Tap, Buffer> send) {
        kept.forEach((tap, of) -> send.accept(tap, message(tap, of)));
        kept.clear();
    }

    private Buffer message(Tap tap, Kept of) {
        Buffer entries = Buffer.buffer();
        for (Seen seen : of.entries) {
            append(entries, seen, tap, of);
        }
        Buffer head = Buffer.buffer(Json.bytes(Json.newObject()
                .put("do", "seen")
                .put("tap", tap.id())
                .put("node", node)
                .put("dropped", of.dropped)));
        return head.appendBuffer(entries);
    }

    /** Data may be valid and yet more than the parser takes, such as a number of a thousand digits. */
    private void append(Buffer entries, Seen seen, Tap tap, Kept of) {
        try {
            byte[] line = Json.bytes(seen.json(tap.spec().raw(), node));
            entries.appendByte(LINE).appendBytes(line);
        } catch (RuntimeException unreadable) {
            of.dropped++;
        }
    }

    private static final class Kept {
        private final List<Seen> entries = new ArrayList<>();
        private int bytes;
        private long dropped;
    }
}
