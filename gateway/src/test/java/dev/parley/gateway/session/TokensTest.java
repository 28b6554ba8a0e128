package dev.parley.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.Code;
import dev.parley.protocol.Grants;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.UserRef;
import io.vertx.core.Future;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Only what this cluster signed, for this purpose and not too long ago, is a token. */
class TokensTest {
    private static final String HS256 = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";
    private static final String GOOD = Forge.access("u1", "zoe", 3_600);

    private final Tokens tokens = new Tokens(null, Configs.SECRET);

    static Stream<Named<String>> forgeries() {
        String none = "{\"alg\":\"none\"}";
        return Stream.of(
                Named.of("nothing", ""),
                Named.of("no token", "token"),
                Named.of("dots", ".."),
                Named.of("more dots", "...."),
                Named.of("no base64", "%.%.%"),
                Named.of("no JSON", "AAAA.AAAA.AAAA"),
                Named.of("nested too deeply", Forge.sign(HS256, "[".repeat(5_000), Configs.SECRET)),
                Named.of("alg none, unsigned", Forge.unsigned(none, GOOD)),
                Named.of("alg none, empty signature", Forge.unsigned(none, GOOD) + "."),
                Named.of("alg none, any signature", Forge.unsigned(none, GOOD) + ".AAAA"),
                Named.of("alg None", Forge.unsigned("{\"alg\":\"None\"}", GOOD) + ".AAAA"),
                Named.of("no alg", Forge.sign("{}", GOOD, Configs.SECRET)),
                Named.of("alg of another type", Forge.sign("{\"alg\":7}", GOOD, Configs.SECRET)),
                Named.of("unsigned HS256", Forge.unsigned(HS256, GOOD)),
                Named.of("another secret", Forge.sign(HS256, GOOD, "another-secret-another-secret-32")),
                Named.of("empty claims", Forge.sign(HS256, "{}", Configs.SECRET)),
                Named.of("RS256 signed with the secret", Forge.sign("{\"alg\":\"RS256\"}", GOOD, Configs.SECRET)),
                Named.of(
                        "HS512 in place of HS256",
                        Forge.sign("{\"alg\":\"HS512\"}", GOOD, Configs.SECRET, "HmacSHA512")),
                Named.of("a key of its own", Forge.sign(withKey(), GOOD, "another-secret-another-secret-32")),
                Named.of(
                        "kid that names a file",
                        Forge.sign("{\"alg\":\"HS256\",\"kid\":\"../../dev/null\"}", GOOD, " ")),
                Named.of("expired", signed("\"exp\":" + (Forge.seconds() - 120))),
                Named.of("no exp", signed("\"x\":1")),
                Named.of("exp null", signed("\"exp\":null")),
                Named.of("exp as text", signed("\"exp\":\"" + (Forge.seconds() + 60) + "\"")),
                Named.of(
                        "not yet valid",
                        signed("\"exp\":" + (Forge.seconds() + 900) + ",\"nbf\":" + (Forge.seconds() + 600))),
                Named.of(
                        "another issuer",
                        Forge.sign(HS256, GOOD.replace("\"iss\":\"parley\"", "\"iss\":\"x\""), Configs.SECRET)),
                Named.of("no issuer", Forge.sign(HS256, GOOD.replace("\"iss\"", "\"isx\""), Configs.SECRET)),
                Named.of(
                        "another audience",
                        Forge.sign(HS256, GOOD.replace("\"aud\":\"parley\"", "\"aud\":\"x\""), Configs.SECRET)),
                Named.of("no audience", Forge.sign(HS256, GOOD.replace("\"aud\"", "\"aux\""), Configs.SECRET)),
                Named.of(
                        "audience as number",
                        Forge.sign(HS256, GOOD.replace("\"aud\":\"parley\"", "\"aud\":7"), Configs.SECRET)),
                Named.of("grants that are no object", signed("\"exp\":9999999999,\"grants\":7")),
                Named.of("grants for no room", signed("\"exp\":9999999999,\"grants\":{\"room\":\"a b\"}")),
                Named.of("grants of another type", signed("\"exp\":9999999999,\"grants\":{\"join\":\"yes\"}")),
                Named.of("name of another type", signed("\"exp\":9999999999,\"name\":{}")),
                Named.of("name with a line break", signed("\"exp\":9999999999,\"name\":\"a\\nb\"")),
                Named.of("issued in the future", signed("\"exp\":9999999999,\"iat\":" + (Forge.seconds() + 600))),
                Named.of(
                        "an extension that must be understood",
                        Forge.sign("{\"alg\":\"HS256\",\"crit\":[\"x\"],\"x\":1}", GOOD, Configs.SECRET)),
                Named.of(
                        "a kid that nobody has", Forge.sign("{\"alg\":\"HS256\",\"kid\":\"k\"}", GOOD, Configs.SECRET)),
                Named.of("more than 4 KiB", signed("\"exp\":9999999999,\"x\":\"" + "x".repeat(4_000) + "\"")),
                Named.of("a fourth segment", Forge.user("u1", "zoe") + ".AAAA"),
                Named.of("no subject", Forge.sign(HS256, GOOD.replace("\"sub\"", "\"sux\""), Configs.SECRET)),
                Named.of(
                        "no username",
                        Forge.sign(HS256, GOOD.replace("\"username\"", "\"usernamx\""), Configs.SECRET)));
    }

    private static String withKey() {
        return "{\"alg\":\"HS256\",\"jwk\":{\"kty\":\"oct\",\"k\":\"YW5vdGhlci1zZWNyZXQtYW5vdGhlci1zZWNyZXQtMzI\"}}";
    }

    private static String signed(String claim) {
        String claims = "{\"sub\":\"u1\",\"username\":\"zoe\",\"iss\":\"parley\",\"aud\":\"parley\"," + claim + "}";
        return Forge.sign(HS256, claims, Configs.SECRET);
    }

    @ParameterizedTest
    @MethodSource("forgeries")
    void aForgedTokenIsInvalid(String token) {
        Future<Tokens.Access> read = tokens.readAccess(token);
        assertThat(read.failed()).as("refused").isTrue();
        assertThat(read.cause()).isInstanceOf(Refusal.class);
        assertThat(((Refusal) read.cause()).code()).isEqualTo(Code.TOKEN_INVALID);
    }

    @Test
    void aRightTokenIsRead() {
        Tokens.Access access = tokens.readAccess(Forge.user("u1", "zoe")).result();
        assertThat(access.user().id()).isEqualTo("u1");
        assertThat(access.user().username()).isEqualTo("zoe");
        assertThat(access.name()).isEqualTo("zoe");
        assertThat(access.expiresAt()).isGreaterThan(Forge.seconds());
    }

    @Test
    void whatIsIssuedIsRead() {
        UserRef zoe = new UserRef("u_1", "zoe");
        Tokens.Access access = tokens.readAccess(tokens.issue(zoe, "Zoë", 7)).result();
        assertThat(access.user()).isEqualTo(zoe);
        assertThat(access.name()).isEqualTo("Zoë");
        assertThat(access.tokensFrom()).isEqualTo(7);
        assertThat(access.expiresAt() - Forge.seconds()).isBetween(24 * 3_600L - 5, 24 * 3_600L);
        assertThat(access.grants()).isEqualTo(Grants.USER);
    }

    @Test
    void aRoomsTokenIsBoundToIt() {
        Grants host = new Grants("demo", true, false, true, false);
        String token = tokens.issueRoomToken(new UserRef("u_1", "zoe"), "Zoë", host, 60);
        Tokens.Access access = tokens.readAccess(token).result();
        assertThat(access.grants()).isEqualTo(host);
        assertThat(access.grants().covers("demo")).isTrue();
        assertThat(access.grants().covers("other")).isFalse();
        assertThat(access.expiresAt() - Forge.seconds()).isBetween(55L, 60L);
    }

    @Test
    void aTokenThatOnlyNamesARoomLetsJoinAndNothingElse() {
        String token = signed("\"exp\":9999999999,\"grants\":{\"room\":\"demo\"}");
        assertThat(tokens.readAccess(token).result().grants()).isEqualTo(Grants.toJoin("demo"));
    }

    @Test
    void clocksMayDifferByAMinute() {
        assertThat(tokens.readAccess(Forge.user("u1", "zoe", -30)).succeeded()).isTrue();
    }

    @Test
    void aResumeTokenCarriesTheSession() {
        Tokens.Resume told = new Tokens.Resume(
                "s_1",
                "p_1",
                7,
                null,
                "d_1",
                "Zoë",
                List.of(new Seat("a", 1_800_000_000_000L, "host", "", false), new Seat("b", 1, "guest", "Zed", true)));
        assertThat(tokens.readResume(tokens.resumeToken(told)).result()).isEqualTo(told);
    }

    @Test
    void aResumeTokenOfANodeThatKnewNoSeatsHasNone() {
        Tokens.Resume told = new Tokens.Resume("s_1", "p_1", 7, null, "d_1", "Zoë", List.of());
        assertThat(tokens.readResume(tokens.resumeToken(told)).result().seat("a"))
                .isNull();
    }

    @Test
    void oneKindOfTokenIsNotAnother() {
        String resume = tokens.resumeToken(new Tokens.Resume("s_1", "p_1", 7, "u1", "d_1", "Zoë", List.of()));
        String device = tokens.deviceToken("d_1");
        assertThat(tokens.readAccess(resume).failed()).isTrue();
        assertThat(tokens.readAccess(device).failed()).isTrue();
        assertThat(tokens.readDevice(resume).failed()).isTrue();
        assertThat(tokens.readResume(device).failed()).isTrue();
        assertThat(tokens.readResume(Forge.user("u1", "zoe")).failed()).isTrue();
    }

    @Test
    void aTokenOfAnotherClusterIsInvalid() {
        Tokens others = new Tokens(null, "another-secret-another-secret-32");
        assertThat(tokens.readDevice(others.deviceToken("d_1")).failed()).isTrue();
    }
}
