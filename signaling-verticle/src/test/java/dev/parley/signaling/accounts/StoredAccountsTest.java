package dev.parley.signaling.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.Code;
import dev.parley.protocol.Refusal;
import dev.parley.storage.Database;
import dev.parley.storage.EmbeddedDatabase;
import dev.parley.storage.Migrations;
import dev.parley.storage.PasswordHashes;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Accounts on a real PostgreSQL, with real hashes. */
class StoredAccountsTest {
    private static final String PASSWORD = "'; DROP TABLE users; --";

    @TempDir
    static Path folder;

    private static Vertx vertx;
    private static EmbeddedDatabase server;
    private static Accounts accounts;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        server = EmbeddedDatabase.start(folder, 0);
        Migrations.run(server.settings());
        accounts = new Accounts(Database.open(vertx, server.settings()), new PasswordHashes(vertx, 2, 32));
    }

    @AfterAll
    static void stop() throws Exception {
        await(vertx.close());
        server.close();
    }

    @Test
    void anAccountLivesAndDies() throws Exception {
        Account made = await(accounts.register("Ann", PASSWORD, "Ann"));
        assertThat(await(accounts.login("ann", PASSWORD))).isEqualTo(made);
        assertRefused(accounts.register("ANN", PASSWORD, "Other"), Code.NAME_TAKEN);

        Account changed = await(accounts.changePassword("ann", PASSWORD, "a new good one"));
        assertThat(await(accounts.byName("ann"))).isEqualTo(changed);
        assertRefused(accounts.login("ann", PASSWORD), Code.BAD_CREDENTIALS);
        Account loggedOut = await(accounts.logoutAll("ann"));
        assertThat(loggedOut.tokensFromMs()).isGreaterThan(changed.tokensFromMs());
        assertThat(await(accounts.login("ann", "a new good one"))).isEqualTo(loggedOut);

        await(accounts.delete("ann", "a new good one"));
        assertRefused(accounts.login("ann", "a new good one"), Code.BAD_CREDENTIALS);
        assertThat(await(accounts.register("ann", PASSWORD, "")).id()).isNotEqualTo(made.id());
    }

    @Test
    void ofTwoThatRegisterANameAtOnceOneGetsIt() throws Exception {
        Future<Account> one = accounts.register("bob", PASSWORD, "One");
        Future<Account> other = accounts.register("bob", PASSWORD, "Other");

        await(Future.join(one, other).otherwiseEmpty());
        assertThat(one.succeeded()).isNotEqualTo(other.succeeded());
        assertRefused(one.succeeded() ? other : one, Code.NAME_TAKEN);
    }

    private static void assertRefused(Future<?> future, Code code) {
        assertThatThrownBy(() -> await(future)).cause().isInstanceOfSatisfying(Refusal.class, refused -> assertThat(
                        refused.code())
                .isEqualTo(code));
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
