package dev.parley.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.Code;
import dev.parley.protocol.Refusal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PasswordHashesTest {
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
    }

    @Test
    void onlyTheRightPasswordMatchesAndNobodysNever() throws Exception {
        PasswordHashes hashes = new PasswordHashes(vertx, 2, 32);
        String hash = await(hashes.hash("correct horse"));

        assertThat(hash)
                .startsWith("$argon2id$v=19$m=19456,t=2,p=1$")
                .isNotEqualTo(await(hashes.hash("correct horse")));
        assertThat(await(hashes.matches("correct horse", hash))).isTrue();
        assertThat(await(hashes.matches("wrong horse", hash))).isFalse();
        assertThat(await(hashes.matches("correct horse", null))).isFalse();
        assertThat(await(hashes.matches("nobody's password", null))).isFalse();
    }

    @Test
    void moreThanMayWaitAreRefused() throws Exception {
        PasswordHashes hashes = new PasswordHashes(vertx, 1, 3);
        List<Future<String>> asked = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            asked.add(hashes.hash("correct horse"));
        }

        assertThat(asked.get(5).cause()).isInstanceOfSatisfying(Refusal.class, refused -> assertThat(refused.code())
                .isEqualTo(Code.UNAVAILABLE));
        await(Future.all(asked.subList(0, 4)));
        await(hashes.hash("and again"));
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
}
