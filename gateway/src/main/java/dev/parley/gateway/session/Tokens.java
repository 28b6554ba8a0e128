package dev.parley.gateway.session;

import dev.parley.protocol.Code;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.UserRef;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.util.List;

/**
 * Signs and reads the cluster's tokens: JSON Web Tokens with HS256 (RFC 7519), each purpose with an audience of its own,
 * so that one kind never passes for another. Every token must expire, and must name this issuer.
 */
public final class Tokens {
    static final String ISSUER = "parley";
    private static final String RESUME = "parley-resume";
    private static final String DEVICE = "parley-device";
    private static final String ACCESS = "parley";
    /** Clocks of nodes and issuers may differ by this much. */
    private static final int LEEWAY_SECONDS = 60;

    private static final int SESSION_SECONDS = 24 * 3600;
    private static final int DEVICE_SECONDS = 400 * 24 * 3600;

    private final JWTAuth resume;
    private final JWTAuth device;
    private final JWTAuth access;

    /** @param secret at least 32 bytes, the same on every node */
    public Tokens(Vertx vertx, String secret) {
        resume = auth(vertx, secret, RESUME);
        device = auth(vertx, secret, DEVICE);
        access = auth(vertx, secret, ACCESS);
    }

    private static JWTAuth auth(Vertx vertx, String secret, String audience) {
        return JWTAuth.create(
                vertx,
                new JWTAuthOptions()
                        .addPubSecKey(
                                new PubSecKeyOptions().setAlgorithm("HS256").setBuffer(secret))
                        .setJWTOptions(new JWTOptions()
                                .setIssuer(ISSUER)
                                .setAudience(List.of(audience))
                                .setLeeway(LEEWAY_SECONDS)));
    }

    /** What a resume token carries: enough for any node to take the session up. */
    public record Resume(
            String sessionId, String peerId, int generation, String userId, String deviceId, String name) {}

    public String resumeToken(Resume r) {
        JsonObject claims = new JsonObject()
                .put("sid", r.sessionId())
                .put("sub", r.peerId())
                .put("gen", r.generation())
                .put("uid", r.userId())
                .put("did", r.deviceId())
                .put("name", r.name());
        return resume.generateToken(claims, options(RESUME, SESSION_SECONDS));
    }

    /** Fails with {@code token_invalid}. */
    public Future<Resume> readResume(String token) {
        return read(resume, token)
                .map(c -> new Resume(
                        c.getString("sid"),
                        c.getString("sub"),
                        c.getInteger("gen"),
                        c.getString("uid"),
                        c.getString("did"),
                        c.getString("name")));
    }

    public String deviceToken(String deviceId) {
        return device.generateToken(new JsonObject().put("sub", deviceId), options(DEVICE, DEVICE_SECONDS));
    }

    /** The device's id; fails with {@code token_invalid}. */
    public Future<String> readDevice(String token) {
        return read(device, token).map(claims -> claims.getString("sub"));
    }

    /** A user, as an access token says, and when its right to be here ends (seconds since 1970). */
    public record Access(UserRef user, String name, long expiresAt) {}

    /** Fails with {@code token_invalid}. */
    public Future<Access> readAccess(String token) {
        return read(access, token).map(c -> {
            String username = c.getString("username");
            if (username == null || c.getString("sub") == null) {
                throw invalid();
            }
            UserRef user = new UserRef(c.getString("sub"), username);
            return new Access(user, c.getString("name", username), c.getLong("exp"));
        });
    }

    private static JWTOptions options(String audience, int seconds) {
        return new JWTOptions()
                .setAlgorithm("HS256")
                .setIssuer(ISSUER)
                .setAudience(List.of(audience))
                .setExpiresInSeconds(seconds);
    }

    /** The library throws at claims of unexpected types; inside {@code compose} that is one more failure. */
    private static Future<JsonObject> read(JWTAuth auth, String token) {
        return Future.succeededFuture(new TokenCredentials(token))
                .compose(auth::authenticate)
                .map(Tokens::claims)
                .recover(failure -> Future.failedFuture(invalid()));
    }

    /** The library lets a token without {@code exp} live for ever; this does not. */
    private static JsonObject claims(User user) {
        JsonObject claims = user.attributes().getJsonObject("accessToken");
        if (claims == null || !(claims.getValue("exp") instanceof Number)) {
            throw invalid();
        }
        return claims;
    }

    private static Refusal invalid() {
        return new Refusal(Code.TOKEN_INVALID, "The token is invalid or has expired. Get a new one.");
    }
}
