package dev.parley.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MigrationsTest {
    private static final long MIGRATIONS = 3;

    @Test
    void twoNodesMayMigrateAtOnceAndAgain() throws Exception {
        DatabaseSettings settings = TestDatabase.empty();

        CompletableFuture<Void> one = CompletableFuture.runAsync(() -> Migrations.run(settings));
        CompletableFuture<Void> other = CompletableFuture.runAsync(() -> Migrations.run(settings));
        CompletableFuture.allOf(one, other).get(60, TimeUnit.SECONDS);
        Migrations.run(settings);

        assertThat(count(settings, "SELECT count(*) FROM flyway_schema_history WHERE success"))
                .isEqualTo(MIGRATIONS);
        assertThat(count(settings, "SELECT count(*) FROM users")).isZero();
    }

    @Test
    void aServerThatIsNotThereIsToldWithItsAddressAndNotItsPassword() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        DatabaseSettings nobody = DatabaseSettings.parse("postgresql://me:hunter2secret@127.0.0.1:" + free + "/parley");

        assertThatIllegalStateException()
                .isThrownBy(() -> Migrations.run(nobody, 300))
                .withMessageContaining("127.0.0.1:" + free)
                .withMessageNotContaining("hunter2secret");
    }

    @Test
    void aWrongPasswordIsToldAtOnce() throws Exception {
        DatabaseSettings right = TestDatabase.empty();
        DatabaseSettings wrong = DatabaseSettings.of(
                right.host(), right.port(), right.database(), right.user(), "wrong", DatabaseSettings.Tls.DISABLE);

        long began = System.nanoTime();
        assertThatIllegalStateException()
                .isThrownBy(() -> Migrations.run(wrong))
                .withMessageContaining("password");
        assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began)).isLessThan(10);
    }

    private static long count(DatabaseSettings settings, String sql) throws Exception {
        Vertx vertx = Vertx.vertx();
        long count = Await.await(Database.open(vertx, settings).query(sql, Tuple.tuple()))
                .iterator()
                .next()
                .getLong(0);
        Await.await(vertx.close());
        return count;
    }
}
