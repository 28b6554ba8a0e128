package dev.parley.storage;

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
 * Passwords of accounts and rooms as argon2id hashes (19 MiB, two passes: the OWASP minimum), computed off the event loops, a few at
 * once for each node and with a bounded queue. Thread-safe; one for all lanes of a node.
 */
public final class PasswordHashes implements Hashing {
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;
    private static final int THREADS = 1;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;
    private static final Argon2Function ARGON2 =
            Argon2Function.getInstance(MEMORY_KIB, PASSES, THREADS, HASH_BYTES, Argon2.ID);

    private final WorkerExecutor workers;
    private final int most;
    private final AtomicInteger queued = new AtomicInteger();

    /**
     * @param atOnce hashes computed at the same time
     * @param queue hashes that may wait beside them
     */
    public PasswordHashes(Vertx vertx, int atOnce, int queue) {
        this.workers = vertx.createSharedWorkerExecutor("parley-passwords", atOnce);
        this.most = atOnce + queue;
    }

    @Override
    public Future<String> hash(String password) {
        return run(() -> encoded(password));
    }

    @Override
    public Future<Boolean> matches(String password, String hash) {
        return run(() -> {
            String against = hash == null ? Nobody.HASH : hash;
            boolean right = Password.check(password, against).with(Argon2Function.getInstanceFromHash(against));
            return right && hash != null;
        });
    }

    private static String encoded(String password) {
        return Password.hash(password).addRandomSalt(SALT_BYTES).with(ARGON2).getResult();
    }

    /** Hashes that are computed or wait to be. Thread-safe. */
    public int waiting() {
        return queued.get();
    }

    private <T> Future<T> run(Callable<T> work) {
        if (queued.incrementAndGet() > most) {
            queued.decrementAndGet();
            return Future.failedFuture(
                    new Refusal(Code.UNAVAILABLE, "Too many passwords are being checked. Try again in a second."));
        }
        return workers.executeBlocking(work, false).onComplete(done -> queued.decrementAndGet());
    }

    /** What the passwords of unknown names are checked against; made on a worker, once, with the parameters of all others. */
    private static final class Nobody {
        private static final String HASH = encoded("nobody's password");
    }
}
