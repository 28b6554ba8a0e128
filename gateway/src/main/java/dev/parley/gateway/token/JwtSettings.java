package dev.parley.gateway.token;

import java.nio.file.Path;
import java.util.List;

/**
 * What an operator may change about access tokens.
 *
 * @param issuer claim {@code iss} of this installation's tokens
 * @param audience claim {@code aud}, of this installation's and of trusted issuers' tokens
 * @param ttlSeconds life of a token that names no other
 * @param leewaySeconds by which the clocks of nodes and issuers may differ
 * @param secret for HS256, at least 32 bytes; null where only key pairs sign and verify
 * @param keys PEM files, and folders of them, with key pairs for EdDSA and ES256; empty for none
 * @param signWith the name (kid) of the key that signs; null for the newest
 * @param trust others whose tokens are believed
 */
public record JwtSettings(
        String issuer,
        String audience,
        int ttlSeconds,
        int leewaySeconds,
        String secret,
        List<Path> keys,
        String signWith,
        List<TrustedIssuer> trust) {
    private static final String NAME = "parley";
    private static final int DAY_SECONDS = 24 * 3600;
    private static final int LEEWAY_SECONDS = 60;

    /** HS256 with this secret, everything else as it is by default. */
    public static JwtSettings withSecret(String secret) {
        return new JwtSettings(NAME, NAME, DAY_SECONDS, LEEWAY_SECONDS, secret, List.of(), null, List.of());
    }

    @Override
    public String toString() {
        return "JwtSettings[" + issuer + ", keys " + keys + ", trust " + trust + ", secret hidden]";
    }

    /**
     * Somebody else who issues tokens for their own users. Those users live in a name space of their own: with the
     * name {@code shop} the user {@code 7} is {@code 7@shop} here, so nobody can pass for one of our own.
     *
     * @param name a short word for it
     * @param issuer its {@code iss}
     * @param file its public keys: a JWK set (RFC 7517) or one public key as PEM
     */
    public record TrustedIssuer(String name, String issuer, Path file) {}
}
