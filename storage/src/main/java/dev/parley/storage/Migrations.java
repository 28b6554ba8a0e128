package dev.parley.storage;

import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the schema to this version's. Blocking: for the thread that starts the process, before any verticle. Several
 * nodes may do so at once; Flyway's lock in the database lets one at a time through.
 */
public final class Migrations {
    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);
    private static final long PATIENCE_MS = 30_000;
    private static final long PAUSE_MS = 250;
    private static final int CONNECT_S = 3;
    /** Longer than a migration's longest statement may take, so that a server that hangs does not hang the start. */
    private static final int READ_S = 120;

    private Migrations() {}

    /** @throws IllegalStateException with a sentence for the operator, after 30 s without a server or when a migration fails */
    public static void run(DatabaseSettings settings) {
        run(settings, PATIENCE_MS);
    }

    static void run(DatabaseSettings settings, long patienceMs) {
        PGSimpleDataSource source = source(settings);
        awaitServer(source, settings, patienceMs);
        try {
            Flyway.configure()
                    .dataSource(source)
                    .locations("classpath:db/migration")
                    .load()
                    .migrate();
        } catch (FlywayException failed) {
            throw new IllegalStateException(
                    "The schema of " + settings + " could not be brought to this version: " + failed.getMessage(),
                    failed);
        }
    }

    private static void awaitServer(PGSimpleDataSource source, DatabaseSettings settings, long patienceMs) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patienceMs);
        boolean told = false;
        while (true) {
            try {
                source.getConnection().close();
                return;
            } catch (SQLException failed) {
                if (!mayPass(failed) || System.nanoTime() > end) {
                    throw new IllegalStateException(
                            "PostgreSQL at " + settings + " cannot be used: " + failed.getMessage()
                                    + " Start it, or correct the database's address.",
                            failed);
                }
                if (!told) {
                    LOG.warn("PostgreSQL at {} does not answer yet; trying again for a while", settings);
                    told = true;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MS));
            }
        }
    }

    /** Not there (08), starting or stopping (57P), full (53): worth another try. A wrong password is not. */
    private static boolean mayPass(SQLException failed) {
        String state = String.valueOf(failed.getSQLState());
        return state.startsWith("08") || state.startsWith("57P") || state.startsWith("53");
    }

    private static PGSimpleDataSource source(DatabaseSettings settings) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(settings.jdbcUrl());
        source.setUser(settings.user());
        source.setPassword(settings.password());
        source.setConnectTimeout(CONNECT_S);
        source.setLoginTimeout(CONNECT_S);
        source.setSocketTimeout(READ_S);
        switch (settings.tls()) {
            case DISABLE -> source.setSslMode("disable");
            case REQUIRE -> source.setSslMode("require");
            case VERIFY_FULL -> {
                source.setSslMode("verify-full");
                // the JVM's trust store, as the pool uses it, instead of ~/.postgresql/root.crt
                source.setSslfactory("org.postgresql.ssl.DefaultJavaSSLFactory");
            }
        }
        return source;
    }
}
