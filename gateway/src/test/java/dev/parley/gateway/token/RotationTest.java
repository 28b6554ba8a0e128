package dev.parley.gateway.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.Json;
import dev.parley.protocol.Slice;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys come and go as files, while tokens live. */
class RotationTest {
    @TempDir
    Path path;

    private KeyFolder folder;

    @BeforeEach
    void folder() {
        folder = new KeyFolder(path);
    }

    private static String signer(AccessTokens tokens) {
        return kid(tokens.sign(Map.of("sub", "u1"), 60));
    }

    private static String kid(String token) {
        byte[] header = Base64.getUrlDecoder().decode(token.split("\\.")[0]);
        return Json.object(Slice.of(header)).path("kid").asText();
    }

    @Test
    void theNewestSignsOnceEveryNodeHasHadTheTimeToSeeIt() {
        folder.add("old", KeyAlgorithm.EDDSA, 5_000);
        folder.add("settled", KeyAlgorithm.ES256, 61);
        folder.add("fresh", KeyAlgorithm.EDDSA, 5);
        assertThat(signer(folder.load())).isEqualTo("settled");
    }

    @Test
    void withNoneThatHasSettledTheNewestSignsAllTheSame() {
        folder.add("a", KeyAlgorithm.EDDSA, 5);
        folder.add("b", KeyAlgorithm.EDDSA, 1);
        assertThat(signer(folder.load())).isEqualTo("b");
    }

    @Test
    void oneMayBeChosenToSign() {
        folder.add("a", KeyAlgorithm.EDDSA, 5_000);
        folder.add("b", KeyAlgorithm.EDDSA, 100);
        assertThat(signer(AccessTokens.load(folder.settings(null, "a")))).isEqualTo("a");
        assertThatThrownBy(() -> AccessTokens.load(folder.settings(null, "c"))).hasMessageContaining("named c");
    }

    @Test
    void aTokenOfARetiredKeyLivesForAsLongAsThePublicHalfStays() {
        String former = folder.add("former", KeyAlgorithm.EDDSA, 5_000);
        AccessTokens tokens = folder.load();
        String token = tokens.sign(Map.of("sub", "u1"), 60);
        folder.add("next", KeyAlgorithm.EDDSA, 100);
        folder.write("former", former.substring(former.indexOf("-----BEGIN PUBLIC")), 0);
        assertThat(tokens.refreshed()).isTrue();
        assertThat(signer(tokens)).isEqualTo("next");
        assertThat(tokens.read(token).succeeded()).isTrue();
        assertThat(tokens.jwks().path("keys")).hasSize(2);

        folder.remove("former");
        assertThat(tokens.refreshed()).isTrue();
        assertThat(tokens.read(token).failed()).isTrue();
    }

    @Test
    void aBrokenFileChangesNothingUntilItIsMended() {
        folder.add("a", KeyAlgorithm.EDDSA, 5_000);
        AccessTokens tokens = folder.load();
        folder.write("b", "half a key", 100);
        assertThat(tokens.refreshed()).isFalse();
        assertThat(signer(tokens)).isEqualTo("a");
        folder.add("b", KeyAlgorithm.EDDSA, 100);
        assertThat(tokens.refreshed()).isTrue();
        assertThat(signer(tokens)).isEqualTo("b");
    }

    @Test
    void filesThatDidNotChangeAreNotReadAgain() {
        folder.add("a", KeyAlgorithm.EDDSA, 5_000);
        AccessTokens tokens = folder.load();
        assertThat(tokens.refreshed()).isFalse();
    }
}
