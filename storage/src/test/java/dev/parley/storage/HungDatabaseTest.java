package dev.parley.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.Code;
import dev.parley.protocol.Refusal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** On a PostgreSQL of its own, because it is stopped by signals. */
class HungDatabaseTest {
    private static final Path FOLDER = Path.of("target", "postgresql-hung");

    private static EmbeddedDatabase server;
    private static Vertx vertx;

    private final Database database = Database.open(vertx, server.settings().withPool(4, 50));

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        server = EmbeddedDatabase.start(FOLDER, 0);
    }

    @AfterEach
    void wake() throws Exception {
        signal("-CONT");
        Await.await(database.close());
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
        Await.await(vertx.close());
    }

    @Test
    void aHungServerIsUnavailableInTimeAndHeals() throws Exception {
        Await.await(ask(database));
        signal("-STOP");

        for (int round = 0; round < 2; round++) {
            List<Future<Void>> asked = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                asked.add(ask(database));
            }
            for (Future<Void> each : asked) {
                assertUnavailableInTime(each);
            }
        }
        assertUnavailableInTime(database.transaction(
                connection -> connection.query("SELECT 1").execute().mapEmpty()));

        signal("-CONT");
        Await.await(ask(database));
        assertThat(connections()).as("connections of the four-connection pool").isLessThanOrEqualTo(4);
    }

    @Test
    void oneHungConnectionIsLetGoOf() throws Exception {
        Await.await(ask(database));
        List<ProcessHandle> backends = backends();
        signal("-STOP", backends);

        assertUnavailableInTime(ask(database));
        Await.await(ask(database));

        signal("-CONT", backends);
    }

    @Test
    void moreCallsThanMayWaitAreRefusedAtOnce() throws Exception {
        Await.await(ask(database));
        signal("-STOP");
        List<Future<Void>> asked = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            asked.add(ask(database));
        }

        long began = System.nanoTime();
        assertUnavailableInTime(asked.get(79));
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began)).isLessThan(1_000);
    }

    @Test
    void aSlowStatementIsEndedByTheServer() throws Exception {
        assertUnavailableInTime(
                database.query("SELECT pg_sleep(20)", Tuple.tuple()).mapEmpty());
        Await.await(ask(database));
    }

    @Test
    void aServerThatIsGoneIsUnavailableAndHealsWhenItIsBack() throws Exception {
        Await.await(ask(database));
        int port = server.settings().port();
        server.close();
        try {
            assertUnavailableInTime(ask(database));
            assertUnavailableInTime(ask(database));
        } finally {
            server = EmbeddedDatabase.start(FOLDER, port);
        }
        Await.await(ask(database));
    }

    private static Future<Void> ask(Database database) {
        return database.query("SELECT 1", Tuple.tuple()).mapEmpty();
    }

    private static void assertUnavailableInTime(Future<Void> call) throws Exception {
        long began = System.nanoTime();
        assertThat(Await.failure(call)).isInstanceOfSatisfying(Refusal.class, refused -> assertThat(refused.code())
                .isEqualTo(Code.UNAVAILABLE));
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began)).isLessThan(3_200);
    }

    private long connections() throws Exception {
        String sql = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'parley'";
        return Await.await(database.query(sql, Tuple.tuple())).iterator().next().getLong(0);
    }

    private List<ProcessHandle> backends() throws Exception {
        List<ProcessHandle> backends = new ArrayList<>();
        String sql = "SELECT pid FROM pg_stat_activity WHERE application_name = 'parley'";
        Await.await(database.query(sql, Tuple.tuple()))
                .forEach(row -> ProcessHandle.of(row.getInteger(0)).ifPresent(backends::add));
        return backends;
    }

    /** To the postmaster and all that it started. */
    private static void signal(String name) throws Exception {
        List<ProcessHandle> all =
                new ArrayList<>(server.postmaster().descendants().toList());
        all.add(server.postmaster());
        signal(name, all);
    }

    private static void signal(String name, List<ProcessHandle> processes) throws Exception {
        List<String> command = new ArrayList<>(List.of("kill", name));
        processes.forEach(process -> command.add(Long.toString(process.pid())));
        new ProcessBuilder(command).start().waitFor();
    }
}
