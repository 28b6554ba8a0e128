package dev.parley.gateway.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.gateway.token.JwtSettings.TrustedIssuer;
import dev.parley.protocol.Json;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.Slice;
import io.vertx.core.json.JsonObject;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The public keys of somebody else who issues tokens: a JWK set (RFC 7517, section 5) or one public key as PEM. A shared
 * secret is never taken from such a file, so that nothing public can become the key of an HMAC.
 */
final class TrustedKeys {
    /** What each kind of key is for when it does not say so itself, and which of its members are public. */
    private static final Map<String, Kind> KINDS = Map.of(
            "RSA", new Kind("RS256", null, Set.of("n", "e")),
            "EC", new Kind("ES256", "P-256", Set.of("x", "y")),
            "OKP", new Kind("EdDSA", "Ed25519", Set.of("x")));
    /** Base64url characters of a modulus of 2048 bits. */
    private static final int RSA_MODULUS_MIN = 342;

    private record Kind(String algorithm, String curve, Set<String> members) {
        boolean covers(JsonNode jwk) {
            return algorithm.equals(jwk.path("alg").asText(algorithm))
                    && "sig".equals(jwk.path("use").asText("sig"))
                    && (curve == null || curve.equals(jwk.path("crv").asText()))
                    && members.stream().allMatch(name -> jwk.path(name).isTextual())
                    && (curve != null || jwk.path("n").textValue().length() >= RSA_MODULUS_MIN);
        }

        JsonObject publicHalf(JsonNode jwk) {
            JsonObject half = new JsonObject()
                    .put("kty", jwk.path("kty").textValue())
                    .put("alg", algorithm)
                    .put("use", "sig");
            if (curve != null) {
                half.put("crv", curve);
            }
            members.forEach(name -> half.put(name, jwk.path(name).textValue()));
            return half;
        }
    }

    private TrustedKeys() {}

    /** Blocks. @throws UnusableKeyException that names the issuer and the file */
    static KeyRing read(TrustedIssuer trusted, String audience, int leewaySeconds) {
        KeyRing ring = KeyRing.empty(trusted.issuer(), audience, leewaySeconds);
        try {
            String text = KeyFiles.text(trusted.file());
            return text.contains("-----BEGIN ") ? pem(ring, text) : jwks(ring, text);
        } catch (UnusableKeyException unusable) {
            throw new UnusableKeyException(
                    trusted.name() + ", " + trusted.file() + ": " + unusable.getMessage(), unusable);
        }
    }

    private static KeyRing pem(KeyRing ring, String text) {
        PublicKey key = Pem.publicKey(text);
        return ring.withOnly(KeyAlgorithm.of(key), Pem.text(key));
    }

    private static KeyRing jwks(KeyRing ring, String text) {
        List<JsonNode> usable = new ArrayList<>();
        parse(text).path("keys").forEach(jwk -> {
            Kind kind = KINDS.get(jwk.path("kty").asText());
            if (kind != null && kind.covers(jwk)) {
                usable.add(jwk);
            }
        });
        if (usable.isEmpty()) {
            throw new UnusableKeyException("it holds no public key for RS256 (2048 bits), ES256 or EdDSA");
        }
        KeyRing filled = ring;
        for (JsonNode jwk : usable) {
            Kind kind = KINDS.get(jwk.path("kty").textValue());
            String kid = jwk.path("kid").textValue();
            boolean only = usable.size() == 1 && kid == null;
            filled = filled.withJwk(kind.algorithm(), only ? KeyRing.ANY : kid, kind.publicHalf(jwk));
        }
        return filled;
    }

    private static ObjectNode parse(String text) {
        try {
            return Json.object(Slice.utf8(text));
        } catch (Refusal malformed) {
            throw new UnusableKeyException("it is neither PEM nor a JWK set");
        }
    }
}
