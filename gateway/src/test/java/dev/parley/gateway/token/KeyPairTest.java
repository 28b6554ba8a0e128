package dev.parley.gateway.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.protocol.Code;
import dev.parley.protocol.Json;
import dev.parley.protocol.Refusal;
import io.vertx.core.Future;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tokens signed by key pairs: only the key that the header names, with the algorithm that it is for. */
class KeyPairTest {
    private static final String CLAIMS = Jws.claims("parley", "");

    @TempDir
    Path path;

    private KeyFolder folder;

    @BeforeEach
    void folder() {
        folder = new KeyFolder(path);
    }

    private static void assertInvalid(AccessTokens tokens, String token) {
        Future<AccessTokens.Verified> read = tokens.read(token);
        assertThat(read.failed()).as("refused").isTrue();
        assertThat(((Refusal) read.cause()).code()).isEqualTo(Code.TOKEN_INVALID);
    }

    private static String header(String token) {
        return new String(Base64.getUrlDecoder().decode(token.split("\\.")[0]), StandardCharsets.UTF_8);
    }

    private static String signed(String pem, KeyAlgorithm algorithm, String header, String claims) {
        PrivateKey key = Pem.privateKey(pem, algorithm);
        String name = algorithm == KeyAlgorithm.EDDSA ? "Ed25519" : "SHA256withECDSAinP1363Format";
        return Jws.signed(header, claims, key, name);
    }

    @ParameterizedTest
    @EnumSource(names = {"EDDSA", "ES256"})
    void whatAKeySignsItVerifiesAndTheHeaderNamesIt(KeyAlgorithm algorithm) {
        folder.add("2026-01", algorithm, 0);
        AccessTokens tokens = folder.load();
        String token = tokens.sign(Map.of("sub", "u1"), 60);
        assertThat(Json.object(dev.parley.protocol.Slice.utf8(header(token)))
                        .path("kid")
                        .asText())
                .isEqualTo("2026-01");
        assertThat(header(token)).contains("\"alg\":\"" + algorithm.wire() + "\"");
        assertThat(tokens.read(token).result().claims().getString("sub")).isEqualTo("u1");
    }

    @ParameterizedTest
    @EnumSource(names = {"EDDSA", "ES256"})
    void aTokenOfAnotherProgramWithTheSameKeyIsRead(KeyAlgorithm algorithm) {
        String pem = folder.add("k", algorithm, 0);
        AccessTokens tokens = folder.load();
        String named = signed(pem, algorithm, Jws.header(algorithm.wire(), "k"), CLAIMS);
        String unnamed = signed(pem, algorithm, Jws.header(algorithm.wire(), null), CLAIMS);
        assertThat(tokens.read(named).succeeded()).isTrue();
        assertThat(tokens.read(unnamed).succeeded()).as("one key needs no name").isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"EDDSA", "ES256"})
    void aPublicKeyIsNoHmacSecret(KeyAlgorithm algorithm) {
        String pem = folder.add("k", algorithm, 0);
        PublicKey key = Pem.publicKey(pem);
        AccessTokens tokens = folder.load();
        for (byte[] secret : new byte[][] {
            Pem.text(key).getBytes(StandardCharsets.US_ASCII),
            Pem.text(key).strip().getBytes(StandardCharsets.US_ASCII),
            pem.getBytes(StandardCharsets.US_ASCII),
            key.getEncoded(),
            tokens.jwks().path("keys").path(0).toString().getBytes(StandardCharsets.US_ASCII)
        }) {
            assertInvalid(tokens, Jws.hmac(Jws.header("HS256", "k"), CLAIMS, secret));
            assertInvalid(tokens, Jws.hmac(Jws.header("HS256", null), CLAIMS, secret));
            assertInvalid(tokens, Jws.hmac(Jws.header(algorithm.wire(), "k"), CLAIMS, secret));
        }
    }

    @Test
    void noOtherHeaderIsBelieved() {
        String pem = folder.add("a", KeyAlgorithm.EDDSA, 100);
        folder.add("b", KeyAlgorithm.EDDSA, 100);
        folder.add("c", KeyAlgorithm.ES256, 100);
        AccessTokens tokens = folder.load();
        assertThat(tokens.read(signed(pem, KeyAlgorithm.EDDSA, Jws.header("EdDSA", "a"), CLAIMS))
                        .succeeded())
                .isTrue();
        for (String header : new String[] {
            Jws.header("EdDSA", "b"),
            Jws.header("EdDSA", "c"),
            Jws.header("EdDSA", "unknown"),
            Jws.header("EdDSA", "../a"),
            Jws.header("EdDSA", "*"),
            Jws.header("EdDSA", ""),
            Jws.header("EdDSA", null),
            Jws.header("ES256", "a"),
            Jws.header("ES256", "c"),
            Jws.header("HS256", "a"),
            Jws.header("RS256", "a"),
            Jws.header("none", "a"),
            Jws.header("eddsa", "a"),
            "{\"alg\":\"EdDSA\",\"kid\":[\"a\"]}",
            "{\"alg\":\"EdDSA\",\"kid\":\"a\",\"crit\":[\"b64\"],\"b64\":false}",
            "{\"kid\":\"a\"}"
        }) {
            assertInvalid(tokens, signed(pem, KeyAlgorithm.EDDSA, header, CLAIMS));
        }
    }

    @Test
    void signaturesOfNothingAreNone() {
        folder.add("k", KeyAlgorithm.ES256, 0);
        folder.add("e", KeyAlgorithm.EDDSA, 0);
        AccessTokens tokens = folder.load();
        assertInvalid(tokens, Jws.with(Jws.header("ES256", "k"), CLAIMS, new byte[64]));
        assertInvalid(tokens, Jws.with(Jws.header("ES256", "k"), CLAIMS, new byte[] {0x30, 6, 2, 1, 0, 2, 1, 0}));
        assertInvalid(tokens, Jws.with(Jws.header("ES256", "k"), CLAIMS, new byte[1]));
        assertInvalid(tokens, Jws.with(Jws.header("EdDSA", "e"), CLAIMS, new byte[64]));
        assertInvalid(tokens, Jws.with(Jws.header("EdDSA", "e"), CLAIMS, new byte[1_000]));
        assertInvalid(tokens, Jws.input(Jws.header("EdDSA", "e"), CLAIMS) + ".");
        assertInvalid(tokens, Jws.input(Jws.header("none", null), CLAIMS));
    }

    @Test
    void theSecretOfTheClusterDoesNotSignAccessTokensWhereThereAreKeys() {
        folder.add("k", KeyAlgorithm.EDDSA, 0);
        String token =
                Jws.hmac(Jws.header("HS256", null), CLAIMS, KeyFolder.SECRET.getBytes(StandardCharsets.US_ASCII));
        assertInvalid(folder.load(), token);
        AccessTokens both = AccessTokens.load(folder.settings(KeyFolder.SECRET, null));
        assertThat(both.read(token).succeeded()).as("with a jwt.secret beside").isTrue();
        assertThat(header(both.sign(Map.of(), 60))).contains("EdDSA");
    }

    @Test
    void aTokenOfMoreThanFourKibibytesIsNotEvenLookedAt() {
        String pem = folder.add("k", KeyAlgorithm.EDDSA, 0);
        AccessTokens tokens = folder.load();
        String large = Jws.claims("parley", ",\"x\":\"" + "x".repeat(3_000) + "\"");
        assertInvalid(tokens, signed(pem, KeyAlgorithm.EDDSA, Jws.header("EdDSA", "k"), large));
        String smaller = Jws.claims("parley", ",\"x\":\"" + "x".repeat(2_000) + "\"");
        assertThat(tokens.read(signed(pem, KeyAlgorithm.EDDSA, Jws.header("EdDSA", "k"), smaller))
                        .succeeded())
                .isTrue();
    }

    @Test
    void theSetOfPublicKeysVerifiesWhatWasSignedAndHoldsNoSecret() throws Exception {
        folder.add("ec", KeyAlgorithm.ES256, 0);
        AccessTokens tokens = folder.load();
        JsonNode jwk = tokens.jwks().path("keys").path(0);
        assertThat(jwk.properties())
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder("kid", "use", "alg", "kty", "crv", "x", "y");
        AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
        curve.init(new ECGenParameterSpec("secp256r1"));
        PublicKey key = KeyFactory.getInstance("EC")
                .generatePublic(new ECPublicKeySpec(
                        new ECPoint(number(jwk, "x"), number(jwk, "y")),
                        curve.getParameterSpec(ECParameterSpec.class)));
        String token = tokens.sign(Map.of("sub", "u1"), 60);
        Signature verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
        verifier.initVerify(key);
        verifier.update(token.substring(0, token.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII));
        assertThat(verifier.verify(Base64.getUrlDecoder().decode(token.substring(token.lastIndexOf('.') + 1))))
                .isTrue();
    }

    private static BigInteger number(JsonNode jwk, String name) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(jwk.path(name).textValue()));
    }

    @Test
    void anEdwardsKeyIsPublishedAsItsPoint() {
        String pem = folder.add("ed", KeyAlgorithm.EDDSA, 0);
        JsonNode jwk = folder.load().jwks().path("keys").path(0);
        byte[] encoded = Pem.publicKey(pem).getEncoded();
        assertThat(jwk.properties())
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder("kid", "use", "alg", "kty", "crv", "x");
        assertThat(Base64.getUrlDecoder().decode(jwk.path("x").textValue()))
                .isEqualTo(Arrays.copyOfRange(encoded, 12, 44));
        AccessTokens secretOnly = new AccessTokens(JwtSettings.withSecret(KeyFolder.SECRET));
        assertThat(secretOnly.jwks().toString()).isEqualTo("{\"keys\":[]}");
    }

    @Test
    void whatIsNoKeyIsRefusedByItsFile() {
        String good = Pem.generate(KeyAlgorithm.EDDSA);
        String other = Pem.generate(KeyAlgorithm.EDDSA);
        String privateOnly = good.substring(0, good.indexOf("-----BEGIN PUBLIC"));
        assertRefused("empty", "", "no public key");
        assertRefused("private-only", privateOnly, "openssl pkey");
        assertRefused("mixed", privateOnly + other.substring(other.indexOf("-----BEGIN PUBLIC")), "not a pair");
        assertRefused("two", good + other, "more than one");
        assertRefused("public-only", good.substring(good.indexOf("-----BEGIN PUBLIC")), "private key to sign with");
        assertRefused("bad name", good, "1 to 64 characters");
        assertRefused("cut", good.replace("MC4CAQAw", "MC4CAQ"), "PKCS#8");
    }

    private void assertRefused(String name, String pem, String sentence) {
        folder.write(name, pem, 0);
        assertThatThrownBy(folder::load)
                .isInstanceOf(UnusableKeyException.class)
                .hasMessageContaining(sentence)
                .hasMessageNotContaining("BEGIN PRIVATE");
        folder.remove(name);
    }
}
