package dev.parley.gateway.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.gateway.token.AccessTokens;
import dev.parley.gateway.token.JwtSettings;
import dev.parley.gateway.token.KeyRing;
import dev.parley.protocol.Grants;
import dev.parley.protocol.UserRef;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Signs and reads the cluster's tokens: JSON Web Tokens (RFC 7519), each purpose with an audience of its own, so that one
 * kind never passes for another. Resume and device tokens are between the nodes and one browser and always signed with the
 * cluster's secret; access tokens are what integrators make and check too, by whatever keys {@link AccessTokens} has.
 */
public final class Tokens {
    static final int LENGTH_MAX = 8192;
    static final String ISSUER = "parley";
    private static final String RESUME = "parley-resume";
    private static final String DEVICE = "parley-device";
    private static final int LEEWAY_SECONDS = 60;
    private static final int SESSION_SECONDS = 24 * 3600;
    private static final int DEVICE_SECONDS = 400 * 24 * 3600;

    private final KeyRing resume;
    private final KeyRing device;
    private final AccessTokens access;

    /**
     * Access tokens by HS256 with the same secret.
     *
     * @param secret at least 32 bytes, the same on every node
     */
    public Tokens(Vertx vertx, String secret) {
        this(secret, new AccessTokens(JwtSettings.withSecret(secret)));
    }

    /** @param secret for resume and device tokens; at least 32 bytes, the same on every node */
    public Tokens(String secret, AccessTokens access) {
        this.resume = KeyRing.ofSecret(ISSUER, RESUME, LEEWAY_SECONDS, secret);
        this.device = KeyRing.ofSecret(ISSUER, DEVICE, LEEWAY_SECONDS, secret);
        this.access = access;
    }

    /** What a resume token carries: enough for any node to take the session up, and its rooms to take the peer back. */
    public record Resume(
            String sessionId,
            String peerId,
            int generation,
            String userId,
            String deviceId,
            String name,
            List<Seat> seats) {

        /** The seat in the room, null without one. */
        Seat seat(String roomId) {
            return seats.stream()
                    .filter(seat -> seat.roomId().equals(roomId))
                    .findFirst()
                    .orElse(null);
        }
    }

    public String resumeToken(Resume r) {
        Map<String, Object> claims = new HashMap<>();
        claims.put("sid", r.sessionId());
        claims.put("sub", r.peerId());
        claims.put("gen", r.generation());
        claims.put("uid", r.userId());
        claims.put("did", r.deviceId());
        claims.put("name", r.name());
        if (!r.seats().isEmpty()) {
            claims.put("seats", r.seats().stream().map(Seat::claim).toList());
        }
        return resume.sign(claims, SESSION_SECONDS);
    }

    /** Fails with {@code token_invalid}. */
    public Future<Resume> readResume(String token) {
        return resume.read(token)
                .map(c -> new Resume(
                        c.getString("sid"),
                        c.getString("sub"),
                        c.getInteger("gen"),
                        c.getString("uid"),
                        c.getString("did"),
                        c.getString("name"),
                        seats(c)));
    }

    /** Tokens of nodes that knew no seats have none. */
    private static List<Seat> seats(JsonObject claims) {
        return claims.getJsonArray("seats", new JsonArray()).stream()
                .map(Seat::of)
                .filter(Objects::nonNull)
                .toList();
    }

    public String deviceToken(String deviceId) {
        return device.sign(Map.of("sub", deviceId), DEVICE_SECONDS);
    }

    /** The device's id; fails with {@code token_invalid}. */
    public Future<String> readDevice(String token) {
        return device.read(token).map(claims -> claims.getString("sub"));
    }

    /**
     * A user, as an access token says.
     *
     * @param name to show to others
     * @param tokensFrom the account's last log-out of all devices before it was issued, ms since 1970; 0 for no account
     * @param expiresAt when its right to be here ends, seconds since 1970
     */
    public record Access(UserRef user, String name, long tokensFrom, long expiresAt, Grants grants) {}

    /** Fails with {@code token_invalid}. */
    public Future<Access> readAccess(String token) {
        return access.read(token).map(AccessClaims::read);
    }

    /**
     * A token for a user who has signed in, with a user's grants and the configured life.
     *
     * @param tokensFrom the account's last log-out of all devices, ms since 1970
     */
    public String issue(UserRef user, String name, long tokensFrom) {
        Map<String, Object> claims = claims(user, name, Grants.USER);
        claims.put("from", tokensFrom);
        return access.sign(claims, access.settings().ttlSeconds());
    }

    /** A token that is good for what {@code grants} says, such as one room. @param seconds of life from now on */
    public String issueRoomToken(UserRef user, String name, Grants grants, int seconds) {
        return access.sign(claims(user, name, grants), seconds);
    }

    private static Map<String, Object> claims(UserRef user, String name, Grants grants) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("sub", user.id());
        claims.put("username", user.username());
        claims.put("name", name);
        claims.put("grants", AccessClaims.json(grants));
        return claims;
    }

    /** The public keys of access tokens as a JWK set. */
    public ObjectNode jwks() {
        return access.jwks();
    }
}
