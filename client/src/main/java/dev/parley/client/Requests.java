package dev.parley.client;

import dev.parley.protocol.Slice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Requests that wait for their answer on the present connection, each with a deadline. Confined to the loop. */
final class Requests {
    private static final char PREFIX = 'q';

    private final Loop loop;
    private final Map<String, Pending> pending = new LinkedHashMap<>();
    private long last;
    private long wakeAt = Long.MAX_VALUE;
    private Runnable cancelWake = () -> {};

    Requests(Loop loop) {
        this.loop = loop;
    }

    /** Takes exactly one of the two. */
    interface Reply {
        void succeeded(Slice body);

        void failed(RequestException why);
    }

    /** @return the reply address to send with the request */
    String expect(long timeoutMs, Reply reply) {
        String address = PREFIX + Long.toString(++last);
        long at = loop.nowMs() + timeoutMs;
        pending.put(address, new Pending(reply, at));
        if (at < wakeAt) {
            wake(at);
        }
        return address;
    }

    /** @return false when the frame answers nothing that waits here */
    boolean answered(Frame frame) {
        Pending request = frame.address() == null ? null : pending.remove(frame.address());
        if (request == null) {
            return frame.address() != null && frame.address().charAt(0) == PREFIX;
        }
        if (frame.failure() != null) {
            request.reply.failed(frame.failure());
        } else {
            request.reply.succeeded(frame.body());
        }
        return true;
    }

    /** The connection is gone, and with it every answer. */
    void disconnected() {
        List<Pending> lost = List.copyOf(pending.values());
        pending.clear();
        lost.forEach(request -> request.reply.failed(RequestException.disconnected()));
    }

    int size() {
        return pending.size();
    }

    private void wake(long at) {
        cancelWake.run();
        wakeAt = at;
        cancelWake = loop.after(Math.max(1, at - loop.nowMs()), this::expire);
    }

    private void expire() {
        wakeAt = Long.MAX_VALUE;
        long now = loop.nowMs();
        long next = Long.MAX_VALUE;
        List<String> late = new ArrayList<>();
        for (Map.Entry<String, Pending> entry : pending.entrySet()) {
            if (entry.getValue().at <= now) {
                late.add(entry.getKey());
            } else {
                next = Math.min(next, entry.getValue().at);
            }
        }
        if (next != Long.MAX_VALUE) {
            wake(next);
        }
        late.forEach(address -> {
            Pending request = pending.remove(address);
            if (request != null) {
                request.reply.failed(RequestException.timeout());
            }
        });
    }

    private record Pending(Reply reply, long at) {}
}
