package dev.parley.gateway.token;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.gateway.token.JwtSettings.TrustedIssuer;
import dev.parley.protocol.Json;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All keys as they were read once. Immutable.
 *
 * @param own verifies what this installation signs
 * @param keys the key pairs behind it, those that sign first, the newest of them first
 * @param trusted rings of others, by issuer
 */
record KeySet(JwtSettings settings, KeyRing own, List<TokenKey> keys, Map<String, Trusted> trusted) {
    /** A key's file comes to the nodes one after the other: it signs only when all of them have had the time to see it. */
    static final long SETTLE_MS = 60_000;

    /** @param name what its users' names end with */
    record Trusted(String name, KeyRing ring) {}

    /** Only the secret, no files. */
    static KeySet ofSecret(JwtSettings settings) {
        KeyRing ring = KeyRing.empty(settings.issuer(), settings.audience(), settings.leewaySeconds());
        KeyRing own = settings.secret() == null ? ring : ring.withSecret(settings.secret());
        return new KeySet(settings, own, List.of(), Map.of());
    }

    /** Reads every file; blocks. @throws UnusableKeyException when one of them cannot be used, or nothing can sign */
    static KeySet read(JwtSettings settings) {
        KeySet secret = ofSecret(settings);
        List<TokenKey> keys = KeyFiles.keys(settings.keys()).stream()
                .sorted(Comparator.comparing((TokenKey key) -> !key.signs())
                        .thenComparing(
                                Comparator.comparingLong(TokenKey::sinceMs).reversed())
                        .thenComparing(TokenKey::kid))
                .toList();
        refuseMute(settings, keys);
        KeyRing own = secret.own();
        for (TokenKey key : keys) {
            own = own.with(key);
        }
        Map<String, Trusted> trusted = new HashMap<>();
        for (TrustedIssuer issuer : settings.trust()) {
            KeyRing ring = TrustedKeys.read(issuer, settings.audience(), settings.leewaySeconds());
            trusted.put(issuer.issuer(), new Trusted(issuer.name(), ring));
        }
        return new KeySet(settings, own, keys, Map.copyOf(trusted));
    }

    private static void refuseMute(JwtSettings settings, List<TokenKey> keys) {
        String wanted = settings.signWith();
        boolean found = keys.stream()
                .anyMatch(key -> key.signs() && (wanted == null || key.kid().equals(wanted)));
        if (wanted != null && !found) {
            throw new UnusableKeyException("there is no private key named " + wanted + " to sign with");
        }
        if (!found && settings.secret() == null) {
            throw new UnusableKeyException(
                    "no file holds a private key to sign with; make one with the command keygen");
        }
    }

    /** @param nowMs milliseconds since 1970 */
    String sign(Map<String, Object> claims, int seconds, long nowMs) {
        TokenKey key = signer(nowMs);
        return key == null ? own.sign(claims, seconds) : own.sign(key, claims, seconds);
    }

    /** The key that signs now, null for the secret. */
    private TokenKey signer(long nowMs) {
        List<TokenKey> signing = keys.stream().filter(TokenKey::signs).toList();
        if (settings.signWith() != null) {
            return signing.stream()
                    .filter(key -> key.kid().equals(settings.signWith()))
                    .findFirst()
                    .orElseThrow();
        }
        TokenKey newest = signing.isEmpty() ? null : signing.get(0);
        return signing.stream()
                .filter(key -> nowMs - key.sinceMs() >= SETTLE_MS)
                .findFirst()
                .orElse(newest);
    }

    /** The public keys as a JWK set: RFC 7517, section 5. Empty when only a secret is in use. */
    ObjectNode jwks() {
        ObjectNode set = Json.newObject();
        ArrayNode array = set.putArray("keys");
        keys.forEach(key -> array.add(key.jwk()));
        return set;
    }
}
