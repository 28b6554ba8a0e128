package dev.parley.storage;

import io.vertx.core.Vertx;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.util.concurrent.TimeUnit;

/** Turns settings into a bounded pool. */
final class Pools {
    private Pools() {}

    static Pool create(Vertx vertx, DatabaseSettings settings) {
        return PgBuilder.pool()
                .with(new PoolOptions()
                        .setMaxSize(settings.poolSize())
                        .setMaxWaitQueueSize(settings.waitQueue())
                        // 0 is none: Database has the time-out, and the pool's own fails with a null pointer (5.0.12)
                        .setConnectionTimeout(0)
                        .setIdleTimeout(settings.idleMs())
                        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                        .setMaxLifetime(settings.maxLifetimeMs())
                        .setMaxLifetimeUnit(TimeUnit.MILLISECONDS))
                .with(new NetClientOptions()
                        .setConnectTimeout(settings.callTimeoutMs())
                        .setTcpKeepAlive(true)
                        .setTcpNoDelay(true))
                .connectingTo(connection(settings))
                .using(vertx)
                .build();
    }

    private static PgConnectOptions connection(DatabaseSettings settings) {
        PgConnectOptions options = new PgConnectOptions()
                .setHost(settings.host())
                .setPort(settings.port())
                .setDatabase(settings.database())
                .setUser(settings.user())
                .setPassword(settings.password())
                .setCachePreparedStatements(true)
                .addProperty("application_name", "parley")
                .addProperty("statement_timeout", Integer.toString(settings.statementTimeoutMs()))
                // a transaction whose node died between two statements holds its locks no longer than this
                .addProperty("idle_in_transaction_session_timeout", Integer.toString(settings.callTimeoutMs()));
        return switch (settings.tls()) {
            case DISABLE -> options.setSslMode(SslMode.DISABLE);
            case REQUIRE -> options.setSslMode(SslMode.REQUIRE).setSslOptions(new ClientSSLOptions().setTrustAll(true));
            // REQUIRE, because the client's VERIFY_FULL wants a trust store of its own; without one Netty takes the
            // JVM's
            case VERIFY_FULL ->
                options.setSslMode(SslMode.REQUIRE)
                        .setSslOptions(new ClientSSLOptions().setHostnameVerificationAlgorithm("HTTPS"));
        };
    }
}
