package dev.parley.client;

import dev.parley.protocol.Slice;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;

/**
 * Requests that outlive a connection: those that may be repeated are, until they are answered or their deadline is past.
 * Confined to the loop.
 */
final class Asking {
    /** Longer than the server takes to give up (5 s). */
    private static final long ATTEMPT_MS = 7_000;

    private static final long RETRY_MS = 100;

    private final Wire wire;
    private final List<Ask> parked = new ArrayList<>();

    Asking(Wire wire) {
        this.wire = wire;
    }

    /**
     * @param body JSON text
     * @param deadlineMs from now on, in all
     * @param repeatable whether carrying it out twice does no harm
     */
    Future<Slice> ask(String address, String body, long deadlineMs, boolean repeatable) {
        Ask ask = new Ask(address, body, wire.loop().nowMs() + deadlineMs, repeatable);
        ask.attempt();
        return ask.promise.future();
    }

    /** The session is open: what waited goes out, in its order. */
    void online() {
        List<Ask> waiting = List.copyOf(parked);
        parked.clear();
        waiting.forEach(Ask::attempt);
    }

    /** Nothing will ever be answered again. */
    void close(RequestException why) {
        List<Ask> waiting = List.copyOf(parked);
        parked.clear();
        waiting.forEach(ask -> ask.promise.tryFail(why));
    }

    private final class Ask implements Requests.Reply {
        private final String address;
        private final String body;
        private final long deadline;
        private final boolean repeatable;
        private final Promise<Slice> promise = Promise.promise();

        private Ask(String address, String body, long deadline, boolean repeatable) {
            this.address = address;
            this.body = body;
            this.deadline = deadline;
            this.repeatable = repeatable;
        }

        private void attempt() {
            long left = deadline - wire.loop().nowMs();
            if (promise.future().isComplete()) {
                return;
            }
            if (left <= 0) {
                promise.fail(RequestException.timeout());
            } else if (wire.isOpen()) {
                String reply = wire.requests().expect(Math.min(left, ATTEMPT_MS), this);
                wire.send(FrameText.send(address, reply, body));
            } else {
                parked.add(this);
                wire.loop().after(left, () -> promise.tryFail(RequestException.timeout()));
            }
        }

        @Override
        public void succeeded(Slice answer) {
            promise.tryComplete(answer);
        }

        @Override
        public void failed(RequestException why) {
            long delay = why.retryAfterMs() > 0 ? why.retryAfterMs() : RETRY_MS;
            if (!repeatable || !why.retryable() || wire.loop().nowMs() + delay >= deadline) {
                promise.tryFail(why);
            } else {
                wire.loop().after(delay, this::attempt);
            }
        }
    }
}
