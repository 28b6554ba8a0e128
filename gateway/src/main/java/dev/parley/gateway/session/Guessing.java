package dev.parley.gateway.session;

import dev.parley.cluster.Attempts;
import dev.parley.gateway.socket.ClientAddresses;
import dev.parley.protocol.Code;
import dev.parley.protocol.Refusal;
import io.vertx.core.Future;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Guessing of passwords and names from one network: after 20 failures in 15 minutes each further try waits longer. */
final class Guessing {
    private static final int FREE = 20;
    private static final long MS_PER_SECOND = 1_000;

    private final Attempts networks;

    Guessing(LongSupplier monotonicMs) {
        this.networks = new Attempts(FREE, monotonicMs);
    }

    /** Makes the attempt unless its network has to wait; what succeeds, or fails for another reason, does not count. */
    <T> Future<T> guarded(String address, Supplier<Future<T>> attempt) {
        String network = ClientAddresses.network(address);
        long wait = networks.begin(network);
        if (wait > 0) {
            long seconds = (wait + MS_PER_SECOND - 1) / MS_PER_SECOND;
            return Future.failedFuture(new Refusal(
                    Code.TOO_MANY_ATTEMPTS,
                    "Too many attempts from your network failed. Wait " + seconds + " s and try again.",
                    wait));
        }
        return attempt.get().onComplete(done -> {
            if (done.succeeded() || !isGuess(done.cause())) {
                networks.withdrawn(network);
            }
        });
    }

    private static boolean isGuess(Throwable failure) {
        return failure instanceof Refusal refusal
                && (refusal.code() == Code.BAD_CREDENTIALS || refusal.code() == Code.NAME_TAKEN);
    }
}
