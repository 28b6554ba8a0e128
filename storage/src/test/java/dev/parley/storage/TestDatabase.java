package dev.parley.storage;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A migrated database of its own for each test class, on the one PostgreSQL of the test run. */
final class TestDatabase implements BeforeAllCallback, AfterAllCallback {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private Vertx vertx;
    private DatabaseSettings settings;
    private Database database;

    /** An empty database without schema. */
    static DatabaseSettings empty() throws Exception {
        DatabaseSettings server = Server.INSTANCE.settings();
        Vertx vertx = Vertx.vertx();
        String name = "t" + ProcessHandle.current().pid() + "_" + NUMBER.incrementAndGet();
        Await.await(Database.open(vertx, server).query("DROP DATABASE IF EXISTS " + name, Tuple.tuple()));
        Await.await(Database.open(vertx, server).query("CREATE DATABASE " + name, Tuple.tuple()));
        Await.await(vertx.close());
        return server.withDatabase(name);
    }

    Database database() {
        return database;
    }

    DatabaseSettings settings() {
        return settings;
    }

    Vertx vertx() {
        return vertx;
    }

    /** Makes accounts with those names; their ids are {@code u_NAME}. */
    void people(String... names) throws Exception {
        for (String name : names) {
            Await.await(new Users(database).create(new User("acc_" + name, name, name, "hash", 1, 1)));
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        vertx = Vertx.vertx();
        settings = empty();
        Migrations.run(settings);
        database = Database.open(vertx, settings);
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        Await.await(vertx.close());
    }

    private static final class Server {
        private static final EmbeddedDatabase INSTANCE = start();

        private static EmbeddedDatabase start() {
            EmbeddedDatabase started = EmbeddedDatabase.start(Path.of("target", "postgresql"), 0);
            Runtime.getRuntime().addShutdownHook(new Thread(started::close));
            return started;
        }
    }
}
