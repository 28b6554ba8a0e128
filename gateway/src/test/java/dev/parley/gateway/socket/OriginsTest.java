package dev.parley.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose pages may use this server. */
class OriginsTest {
    private static Origins origins(String node, String... configured) {
        return new Origins(List.of(configured), node::equals);
    }

    private final Origins origins = origins("https://node1.example", "https://app.example", "http://app.example:8080");

    @Test
    void aRequestWithoutAnOriginIsNoPagesAndPasses() {
        assertThat(origins.allows(null)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://node1.example",
                "https://app.example",
                "http://app.example:8080",
                "https://app.example:443",
                "https://APP.example"
            })
    void configuredOriginsAndNodesAreAllowed(String origin) {
        assertThat(origins.allows(origin)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "*",
                "https://evil.example",
                "http://app.example",
                "https://app.example:8080",
                "https://app.example.evil.example",
                "https://evilapp.example",
                "https://app.example@evil.example",
                "https://app.example/",
                "https://app.example/path",
                "https://app.example?x",
                "https://app.example#x",
                "https://user@app.example",
                "ftp://app.example",
                "app.example",
                "//app.example",
                "https:app.example",
                "https://",
                "https://app.example:99999999",
                "https://[app.example",
                "file://",
                "http://localhost",
                "http://127.0.0.1",
                " https://app.example",
                "https://app.example, https://evil.example"
            })
    void everythingElseIsForeign(String origin) {
        assertThat(origins.allows(origin)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:8080, http://localhost:8080, true",
        "http://127.0.0.1:8080, http://[::1]:8080, true",
        "http://localhost:8080, http://127.0.0.1:8080, true",
        "http://127.0.0.1:8080, http://localhost:8081, false",
        "http://127.0.0.1:8080, https://localhost:8080, false",
        "http://127.0.0.1:8080, http://localhost, false",
        "http://127.0.0.1:8080, http://127.0.0.2:8080, false",
        "http://127.0.0.1:8080, http://localhost.evil.example:8080, false",
        "http://127.0.0.1:80, http://localhost, true",
        "http://127.0.0.1:80, http://127.0.0.1, true",
        "https://node.example:443, https://node.example, true",
        "https://node.example, https://node.example:443, true",
        "https://node.example, http://localhost, false"
    })
    void theNamesOfLoopbackStandForEachOtherAndDefaultPortsGoWithoutSaying(
            String node, String origin, boolean allowed) {
        assertThat(origins(node).allows(origin)).isEqualTo(allowed);
    }

    @Test
    void aConfiguredOriginMayNameItsDefaultPort() {
        assertThat(origins("http://n", "https://App.example:443").allows("https://app.example"))
                .isTrue();
    }
}
