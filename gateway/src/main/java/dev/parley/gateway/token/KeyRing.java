package dev.parley.gateway.token;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The keys of one issuer for one audience. Each key has a verifier of its own, chosen by exactly the token's algorithm and
 * key name, because the library by itself would try every key of the algorithm, would take a key without a name for any
 * name, and would accept {@code none} where it has no key. Immutable; safe on any thread.
 */
public final class KeyRing {
    private static final String HS256 = "HS256";
    /** In place of a name: the only key of an issuer, good for whatever name the issuer uses. */
    static final String ANY = "*";

    private final JWTOptions rules;
    private final List<Verifier> verifiers;

    private record Verifier(String algorithm, String kid, JWTAuth auth) {
        /** A key with a name wants to be named where it is not the only one; one without wants no name at all. */
        boolean isMeant(TokenHeader header, boolean only) {
            return algorithm.equals(header.algorithm())
                    && (ANY.equals(kid) || Objects.equals(kid, header.kid()) || (header.kid() == null && only));
        }
    }

    private KeyRing(JWTOptions rules, List<Verifier> verifiers) {
        this.rules = rules;
        this.verifiers = verifiers;
    }

    /** A ring without keys, which believes nothing. */
    static KeyRing empty(String issuer, String audience, int leewaySeconds) {
        JWTOptions rules = new JWTOptions()
                .setIssuer(issuer)
                .setAudience(List.of(audience))
                .setLeeway(leewaySeconds);
        return new KeyRing(rules, List.of());
    }

    /** HS256 (RFC 7518, section 3.2) with one secret. @param secret at least 32 bytes as UTF-8 */
    public static KeyRing ofSecret(String issuer, String audience, int leewaySeconds, String secret) {
        return empty(issuer, audience, leewaySeconds).withSecret(secret);
    }

    KeyRing withSecret(String secret) {
        return with(HS256, null, new PubSecKeyOptions().setAlgorithm(HS256).setBuffer(secret));
    }

    KeyRing with(TokenKey key) {
        return with(key.algorithm().wire(), key.kid(), key.options().toArray(PubSecKeyOptions[]::new));
    }

    /** The only key of an issuer, given without a name. */
    KeyRing withOnly(KeyAlgorithm algorithm, String publicPem) {
        return with(
                algorithm.wire(),
                ANY,
                new PubSecKeyOptions().setAlgorithm(algorithm.wire()).setBuffer(publicPem));
    }

    /** @param jwk checked by the caller: a public key for {@code algorithm}. @param kid {@link #ANY}, or null without */
    KeyRing withJwk(String algorithm, String kid, JsonObject jwk) {
        return add(algorithm, kid, new JWTAuthOptions().addJwk(jwk));
    }

    private KeyRing with(String algorithm, String kid, PubSecKeyOptions... keys) {
        JWTAuthOptions options = new JWTAuthOptions();
        List.of(keys).forEach(options::addPubSecKey);
        return add(algorithm, kid, options);
    }

    private KeyRing add(String algorithm, String kid, JWTAuthOptions options) {
        List<Verifier> more = new ArrayList<>(verifiers);
        JWTAuth auth = JWTAuth.create(null, options.setJWTOptions(new JWTOptions(rules)));
        more.add(new Verifier(algorithm, kid, auth));
        return new KeyRing(rules, List.copyOf(more));
    }

    /** Signs the claims with the ring's secret. @param seconds of life from now on */
    public String sign(Map<String, Object> claims, int seconds) {
        return sign(HS256, null, claims, seconds);
    }

    String sign(TokenKey key, Map<String, Object> claims, int seconds) {
        return sign(key.algorithm().wire(), key.kid(), claims, seconds);
    }

    private String sign(String algorithm, String kid, Map<String, Object> claims, int seconds) {
        Verifier signer = verifiers.stream()
                .filter(v -> v.algorithm().equals(algorithm) && Objects.equals(v.kid(), kid))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("there is no key to sign with"));
        JWTOptions options = new JWTOptions(rules).setAlgorithm(algorithm).setExpiresInSeconds(seconds);
        return signer.auth().generateToken(new JsonObject(new LinkedHashMap<>(claims)), options);
    }

    /** The claims, once signature, issuer, audience and times are right; fails with {@code token_invalid}. */
    public Future<JsonObject> read(String token) {
        // the library throws at claims of unexpected types; inside compose that is one more failure
        return Future.succeededFuture(token)
                .map(TokenHeader::of)
                .compose(header -> verify(header, token))
                .recover(failure -> Future.failedFuture(TokenHeader.invalid()));
    }

    private Future<JsonObject> verify(TokenHeader header, String token) {
        boolean only = verifiers.stream()
                        .filter(v -> v.algorithm().equals(header.algorithm()))
                        .count()
                == 1;
        return verifiers.stream()
                .filter(v -> v.isMeant(header, only))
                .findFirst()
                .orElseThrow(TokenHeader::invalid)
                .auth()
                .authenticate(new TokenCredentials(token))
                .map(KeyRing::claims);
    }

    /** The library lets a token without {@code exp} live for ever; this does not. */
    private static JsonObject claims(User user) {
        JsonObject claims = user.attributes().getJsonObject("accessToken");
        if (claims == null || !(claims.getValue("exp") instanceof Number)) {
            throw TokenHeader.invalid();
        }
        return claims;
    }
}
