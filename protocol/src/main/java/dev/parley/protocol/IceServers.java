package dev.parley.protocol;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The ICE servers that clients are told, in the form of WebRTC's {@code RTCIceServer}. TURN servers come with credentials
 * for one peer and a limited time, after "A REST API For Access To TURN Services" (draft-uberti-behave-turn-rest-00) as
 * coturn's README describes it ("TURN REST API", option {@code use-auth-secret}): the user name is
 * {@code <expiry in seconds since 1970>:<peer>}, the password is base64(HMAC-SHA1(secret, user name)). To the TURN server
 * they are long-term credentials (RFC 8489, section 9.2); RFC 7635 solves the same with tokens, which browsers do not
 * speak. Immutable; safe on any thread.
 */
public final class IceServers {
    /** Bounds of the life of credentials, in seconds. */
    public static final int TTL_MIN = 20;

    public static final int TTL_MAX = 3600;

    private static final String HMAC = "HmacSHA1";
    /** At this part of their life credentials are replaced, so that an ICE restart never meets expired ones. */
    private static final double RENEW_AT = 0.8;

    private final List<String> stun;
    private final List<String> turn;
    private final SecretKeySpec key;
    private final int ttlSeconds;

    private IceServers(List<String> stun, List<String> turn, SecretKeySpec key, int ttlSeconds) {
        this.stun = List.copyOf(stun);
        this.turn = List.copyOf(turn);
        this.key = key;
        this.ttlSeconds = ttlSeconds;
    }

    /** STUN servers alone, perhaps none. */
    public static IceServers ofStun(List<String> urls) {
        return new IceServers(urls, List.of(), null, TTL_MAX);
    }

    /**
     * The same with TURN servers.
     *
     * @param urls {@code turn:} and {@code turns:} URLs (RFC 7065) of servers that share one secret; at least one
     * @param secret coturn's {@code static-auth-secret}
     * @param seconds life of credentials, {@value #TTL_MIN} to {@value #TTL_MAX}
     */
    public IceServers withTurn(List<String> urls, String secret, int seconds) {
        if (urls.isEmpty() || seconds < TTL_MIN || seconds > TTL_MAX) {
            throw new IllegalArgumentException(urls.size() + " TURN servers for " + seconds + " s");
        }
        return new IceServers(stun, urls, new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC), seconds);
    }

    /** What one peer is told. @param ttl seconds after which to ask again */
    public record Issued(ArrayNode iceServers, int ttl) {
        /** {@code {iceServers, ttl}}. */
        public ObjectNode json() {
            ObjectNode json = Json.newObject();
            json.set("iceServers", iceServers);
            return json.put("ttl", ttl);
        }
    }

    /** Without credentials: for those of whom nothing is known yet. */
    public ArrayNode stunOnly() {
        ArrayNode servers = JsonNodeFactory.instance.arrayNode();
        if (!stun.isEmpty()) {
            ArrayNode urls = servers.addObject().putArray("urls");
            stun.forEach(urls::add);
        }
        return servers;
    }

    /** @param nowSeconds the wall clock, seconds since 1970 */
    public Issued forPeer(String peerId, long nowSeconds) {
        ArrayNode servers = stunOnly();
        if (key != null) {
            String username = nowSeconds + ttlSeconds + ":" + peerId;
            ObjectNode server = servers.addObject();
            turn.forEach(server.putArray("urls")::add);
            server.put("username", username).put("credential", password(username));
        }
        return new Issued(servers, ttlSeconds);
    }

    private String password(String username) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return Base64.getEncoder().encodeToString(mac.doFinal(username.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java has no " + HMAC, missing);
        }
    }

    /** Whether anything that is told ever expires. */
    public boolean expire() {
        return key != null;
    }

    /** Milliseconds after which credentials are to be replaced. */
    public long renewAfterMs() {
        return (long) (ttlSeconds * 1_000L * RENEW_AT);
    }

    @Override
    public String toString() {
        return "IceServers[" + stun + ", " + turn + ", " + ttlSeconds + " s]";
    }
}
