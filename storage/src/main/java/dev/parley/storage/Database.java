package dev.parley.storage;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one pool of a node, and the one place where a database that is away, full or hung becomes {@code unavailable}.
 * Every call ends within {@link DatabaseSettings#callTimeoutMs}. Its future completes on the caller's context.
 * Thread-safe; shared by all lanes of a node.
 *
 * <p>A call that ended as {@code unavailable} may still have taken effect, so writes must bear being repeated.
 */
public final class Database {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    /** What a connection may be silent for beyond the server's own limit for a statement. */
    private static final long GRACE_MS = 300;

    private final Vertx vertx;
    private final DatabaseSettings settings;
    private final AtomicReference<Generation> current;

    private final DatabaseMetrics metrics;

    private Database(Vertx vertx, DatabaseSettings settings, MeterRegistry registry) {
        this.vertx = vertx;
        this.settings = settings;
        this.metrics = new DatabaseMetrics(registry, settings);
        this.current = new AtomicReference<>(new Generation(Pools.create(vertx, settings)));
    }

    /** Opens no connection yet; the schema must be there, see {@link Migrations}. */
    public static Database open(Vertx vertx, DatabaseSettings settings) {
        return open(vertx, settings, new CompositeMeterRegistry());
    }

    /** The same, measured: how long calls take, how many are under way, how often the pool was replaced. */
    public static Database open(Vertx vertx, DatabaseSettings settings, MeterRegistry registry) {
        return new Database(vertx, settings, registry);
    }

    /**
     * Runs one statement with {@code $1 …} parameters, prepared and cached on each connection.
     *
     * @return the rows; fails with {@code unavailable} when the database did not answer, else with the database's error
     */
    Future<RowSet<Row>> query(String sql, Tuple parameters) {
        return call((pool, watch) -> pool.withConnection(
                connection -> watch.during(() -> connection.preparedQuery(sql).execute(parameters))));
    }

    /** Runs {@code work} in one transaction that is rolled back when its future fails. Fails as {@link #query} does. */
    <T> Future<T> transaction(Function<SqlConnection, Future<T>> work) {
        return call((pool, watch) -> pool.withTransaction(connection -> watch.during(() -> work.apply(connection))));
    }

    /** Fails with {@code unavailable} when the server does not answer. */
    public Future<Void> ping() {
        return query("SELECT 1", Tuple.tuple()).mapEmpty();
    }

    /** Whether the failure is a UNIQUE constraint's. */
    static boolean isUniqueViolation(Throwable failure) {
        return Failures.hasState(failure, Failures.UNIQUE_VIOLATION);
    }

    /** Closes all connections; what is under way fails. */
    public Future<Void> close() {
        return current.get().pool.close();
    }

    private <T> Future<T> call(Work<T> work) {
        Generation generation = current.get();
        long began = System.nanoTime();
        metrics.began();
        return work.run(generation.pool, new Watch(generation, began))
                .timeout(settings.callTimeoutMs(), TimeUnit.MILLISECONDS)
                .onFailure(failure -> suspect(generation, failure, began))
                .recover(failure -> Future.failedFuture(Failures.toRefusal(failure)))
                .onComplete(done -> metrics.ended(began, done.cause()));
    }

    /** A call that waited in vain while not one answer came: connections hang, also those that are being opened. */
    private void suspect(Generation generation, Throwable failure, long began) {
        if (Failures.isTimeout(failure) && generation.lastAnswer - began < 0) {
            renew(generation);
        }
    }

    /**
     * A connection whose server hangs, or whose machine vanished, would stay leased until TCP gives up, a quarter of an
     * hour later. Closing the pool with its sockets is the only way to let go of it that the client offers.
     */
    private void renew(Generation hung) {
        Generation fresh = new Generation(Pools.create(vertx, settings));
        if (!current.compareAndSet(hung, fresh)) {
            fresh.pool.close();
            return;
        }
        metrics.renewed();
        LOG.warn("PostgreSQL at {} does not answer; its connections are replaced", settings);
        hung.pool.close();
    }

    private interface Work<T> {
        Future<T> run(Pool pool, Watch watch);
    }

    private static final class Generation {
        private final Pool pool;
        /** {@link System#nanoTime} of the server's newest answer. */
        private volatile long lastAnswer = System.nanoTime();

        private Generation(Pool pool) {
            this.pool = pool;
        }
    }

    /** Looks after one leased connection. */
    private final class Watch {
        private final Generation generation;
        private final long began;

        private Watch(Generation generation, long began) {
            this.generation = generation;
            this.began = began;
        }

        private <T> Future<T> during(Supplier<Future<T>> work) {
            if (System.nanoTime() - began > TimeUnit.MILLISECONDS.toNanos(settings.callTimeoutMs())) {
                return Future.failedFuture(new TimeoutException("nobody waits for this any more"));
            }
            long timer = vertx.setTimer(settings.statementTimeoutMs() + GRACE_MS, late -> renew(generation));
            return work.get().onComplete(done -> {
                vertx.cancelTimer(timer);
                generation.lastAnswer = System.nanoTime();
            });
        }
    }
}
