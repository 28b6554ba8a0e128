package dev.parley.node.config;

import java.nio.file.Path;
import java.util.List;

/** Access tokens: who signs them and whose are believed. */
public record JwtConfig(
        @Doc(value = "The claim iss of tokens that this cluster signs.", byDefault = "parley") String issuer,
        @Doc(value = "The claim aud that every access token must have.", byDefault = "parley") String audience,
        @Doc(value = "Life of an access token, 60 to 2592000 s.", byDefault = "86400") int ttlSeconds,
        @Doc(value = "By how much clocks may differ, 0 to 300 s.", byDefault = "60") int leewaySeconds,
        @Doc(
                        value = "Secret for HS256, to share with applications that sign tokens; at least 32 bytes.",
                        derived = "`secret`, unless there are jwt.keys")
                Secret secret,
        @Doc("PEM files with key pairs (Ed25519, EC P-256), or folders of them; the file's name is the kid.")
                List<Path> keys,
        @Doc(value = "The kid that signs.", derived = "the newest key that is older than a minute") String signWith,
        @Doc("Others whose tokens are believed, each as: NAME ISSUER FILE (a JWK set or a public key as PEM).")
                List<String> trust) {

    private static final String TRUST = "[a-z0-9][a-z0-9.-]{0,31}\\s+[\\x21-\\x7e]{1,255}\\s+\\S.*";

    public JwtConfig {
        String printable = "1 to 255 printable characters without spaces";
        Check.text("jwt.issuer", issuer, text -> text.matches("[\\x21-\\x7e]{1,255}"), printable);
        Check.text("jwt.audience", audience, text -> text.matches("[\\x21-\\x7e]{1,255}"), printable);
        Check.range("jwt.ttlSeconds", ttlSeconds, 60, 2_592_000);
        Check.range("jwt.leewaySeconds", leewaySeconds, 0, 300);
        keys = List.copyOf(keys);
        if (signWith != null) {
            String known = "a key's file name without .pem, together with jwt.keys";
            boolean any = !keys.isEmpty();
            Check.text("jwt.signWith", signWith, text -> any && text.matches("[A-Za-z0-9._-]{1,64}"), known);
        }
        trust = Check.texts("jwt.trust", trust, text -> text.matches(TRUST), "NAME ISSUER FILE with spaces between");
        distinct(trust, 0, "two issuers have the same name");
        distinct(trust, 1, "an issuer stands twice in it");
        if (trust.stream().anyMatch(entry -> part(entry, 1).equals(issuer))) {
            throw new ConfigException("jwt.trust", "it names jwt.issuer itself; allowed: other issuers");
        }
    }

    private static void distinct(List<String> trust, int part, String sentence) {
        if (trust.stream().map(entry -> part(entry, part)).distinct().count() < trust.size()) {
            throw new ConfigException("jwt.trust", sentence + "; allowed: different ones");
        }
    }

    private static String part(String entry, int number) {
        return entry.strip().split("\\s+", 3)[number];
    }

    /** One entry of {@link #trust}. */
    public record Trusted(String name, String issuer, Path file) {}

    /** {@link #trust} taken apart. */
    public List<Trusted> trusted() {
        return trust.stream()
                .map(entry -> new Trusted(part(entry, 0), part(entry, 1), Path.of(part(entry, 2))))
                .toList();
    }
}
