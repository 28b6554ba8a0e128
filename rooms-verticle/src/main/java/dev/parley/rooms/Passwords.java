package dev.parley.rooms;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import dev.parley.protocol.Code;
import dev.parley.protocol.Refusal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Room passwords as argon2id hashes (19 MiB, two passes: the OWASP minimum), computed off the event loops, a few at
 * once for each node and with a bounded queue. Thread-safe.
 */
public final class Passwords {
    private static final int SALT_BYTES = 16;
    private static final Argon2Function ARGON2 = Argon2Function.getInstance(19 * 1024, 2, 1, 32, Argon2.ID);

    private final WorkerExecutor workers;
    private final int most;
    private final AtomicInteger queued = new AtomicInteger();

    /**
     * @param atOnce hashes computed at the same time
     * @param queue hashes that may wait beside them
     */
    public Passwords(Vertx vertx, int atOnce, int queue) {
        this.workers = vertx.createSharedWorkerExecutor("parley-passwords", atOnce);
        this.most = atOnce + queue;
    }

    /** @return the encoded hash; fails with {@code unavailable} when too many wait */
    Future<String> hash(String password) {
        return run(() ->
                Password.hash(password).addRandomSalt(SALT_BYTES).with(ARGON2).getResult());
    }

    /** Whether {@code password} is the one behind {@code hash}; fails with {@code unavailable} when too many wait. */
    Future<Boolean> matches(String password, String hash) {
        return run(() -> Password.check(password, hash).with(Argon2Function.getInstanceFromHash(hash)));
    }

    private <T> Future<T> run(Callable<T> work) {
        if (queued.incrementAndGet() > most) {
            queued.decrementAndGet();
            return Future.failedFuture(
                    new Refusal(Code.UNAVAILABLE, "Too many passwords are being checked. Try again in a second."));
        }
        return workers.executeBlocking(work, false).onComplete(done -> queued.decrementAndGet());
    }
}
