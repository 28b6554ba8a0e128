package dev.parley.gateway.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.Code;
import dev.parley.protocol.Json;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.Slice;
import java.util.Base64;

/**
 * What a token says of itself before anything of it is believed: enough to choose the one key that may verify it.
 *
 * @param algorithm the header {@code alg}
 * @param kid the header {@code kid}, null without one
 * @param issuer the claim {@code iss}, null without one; checked again after the signature
 */
record TokenHeader(String algorithm, String kid, String issuer) {
    /** Characters; a token of ours has about 400. */
    static final int TOKEN_MAX = 4 * 1024;

    private static final int SEGMENTS = 3;

    /** @throws Refusal {@code token_invalid} unless it has the form of a signed token (RFC 7515, section 7.1) */
    static TokenHeader of(String token) {
        if (token == null || token.length() > TOKEN_MAX) {
            throw invalid();
        }
        String[] segments = token.split("\\.", -1);
        if (segments.length != SEGMENTS || segments[2].isEmpty()) {
            throw invalid();
        }
        ObjectNode header = json(segments[0]);
        // an extension that must be understood is not: RFC 7515, section 4.1.11
        if (header.has("crit") || !header.path("alg").isTextual()) {
            throw invalid();
        }
        return new TokenHeader(header.path("alg").textValue(), text(header, "kid"), text(json(segments[1]), "iss"));
    }

    private static ObjectNode json(String segment) {
        try {
            return Json.object(Slice.of(Base64.getUrlDecoder().decode(segment)));
        } catch (IllegalArgumentException | Refusal malformed) {
            throw invalid();
        }
    }

    private static String text(ObjectNode json, String name) {
        JsonNode value = json.get(name);
        if (value == null) {
            return null;
        }
        if (!value.isTextual()) {
            throw invalid();
        }
        return value.textValue();
    }

    static Refusal invalid() {
        return new Refusal(Code.TOKEN_INVALID, "The token is invalid or has expired. Get a new one.");
    }
}
