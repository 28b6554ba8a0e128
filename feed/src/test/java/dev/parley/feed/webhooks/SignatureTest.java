package dev.parley.feed.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SignatureTest {
    /** {@code printf '1700000000.{"a":1}' | openssl dgst -sha256 -hmac key} */
    @Test
    void itIsWhatOthersComputeToo() {
        assertThat(Signature.of("key", 1_700_000_000, "{\"a\":1}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("t=1700000000,v1=a438e398bfafc57e4396bb7fc2304422f0f768e965d073ca313cb52e22e6ad03");
    }

    @Test
    void theTimeAndTheBodyAreSigned() {
        byte[] body = {1, 2};
        assertThat(Signature.of("key", 1, body))
                .isNotEqualTo(Signature.of("key", 2, body).replace("t=2", "t=1"));
        assertThat(Signature.of("key", 1, body)).isNotEqualTo(Signature.of("key", 1, new byte[] {1, 3}));
        assertThat(Signature.of("key", 1, body)).isNotEqualTo(Signature.of("kez", 1, body));
    }

    @Test
    void attemptsComeLessAndLessOftenAndNeverTooSeldom() {
        Backoff backoff = new Backoff(1_000, 600_000, new SplittableRandom(1));
        for (int attempt = 1; attempt < 100; attempt++) {
            long whole = Math.min(600_000, 1_000L << Math.min(attempt - 1, 30));
            assertThat(backoff.afterMs(attempt)).isBetween(whole / 2, whole);
        }
    }
}
