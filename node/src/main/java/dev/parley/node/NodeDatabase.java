package dev.parley.node;

import dev.parley.node.config.ConfigException;
import dev.parley.node.config.DatabaseConfig;
import dev.parley.node.config.ParleyConfig;
import dev.parley.storage.Database;
import dev.parley.storage.DatabaseSettings;
import dev.parley.storage.EmbeddedDatabase;
import dev.parley.storage.Migrations;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The database of a node: a given server, or one of its own in the data folder. */
final class NodeDatabase {
    private static final Logger LOG = LoggerFactory.getLogger(NodeDatabase.class);
    private static final String FOLDER = "postgresql";

    private final EmbeddedDatabase own;
    private final Database database;

    private NodeDatabase(EmbeddedDatabase own, Database database) {
        this.own = own;
        this.database = database;
    }

    /** Starts what is to be started, brings the schema up to date. Blocks, 1 to 30 s; not for an event loop. */
    static NodeDatabase open(Vertx vertx, ParleyConfig config, MeterRegistry registry) {
        EmbeddedDatabase own = null;
        try {
            if (config.database().isEmbedded()) {
                own = EmbeddedDatabase.start(config.dataDir().resolve(FOLDER), 0);
                LOG.info("no database is configured: a PostgreSQL of this node's own keeps accounts and history");
            }
            DatabaseSettings settings = own == null ? given(config.database()) : own.settings();
            settings = settings.withPool(config.database().poolSize(), settings.waitQueue());
            Migrations.run(settings);
            return new NodeDatabase(own, Database.open(vertx, settings, registry));
        } catch (RuntimeException failed) {
            if (own != null) {
                own.close();
            }
            throw failed;
        }
    }

    private static DatabaseSettings given(DatabaseConfig config) {
        if (config.url() == null) {
            String password = config.password() == null ? "" : config.password().value();
            return DatabaseSettings.of(
                    config.host(), config.port(), config.name(), config.user(), password, DatabaseSettings.Tls.DISABLE);
        }
        try {
            return DatabaseSettings.parse(config.url().value());
        } catch (IllegalArgumentException malformed) {
            throw new ConfigException("database.url", malformed.getMessage());
        }
    }

    Database database() {
        return database;
    }

    Future<Void> close() {
        return database.close();
    }

    /** After everything that uses it has ended. Blocks, at most 5 s. */
    void stop() {
        if (own != null) {
            own.close();
        }
    }
}
