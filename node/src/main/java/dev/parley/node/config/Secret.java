package dev.parley.node.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.nio.charset.StandardCharsets;

/**
 * A secret that signs. Its text form hides the value, so that a logged configuration gives nothing away.
 *
 * @param value at least {@value #MIN_BYTES} bytes of UTF-8
 */
public record Secret(String value) {

    /** HS256 needs a key at least as long as its hash (RFC 7518, section 3.2). */
    public static final int MIN_BYTES = 32;

    public Secret {
        longEnough("secret", value);
    }

    /** The value itself. @throws ConfigException that names {@code key}, when it is too short */
    static String longEnough(String key, String value) {
        int bytes = value.getBytes(StandardCharsets.UTF_8).length;
        if (bytes < MIN_BYTES) {
            throw new ConfigException(key, "it has " + bytes + " bytes; allowed: at least " + MIN_BYTES);
        }
        return value;
    }

    @JsonCreator
    static Secret of(String value) {
        return new Secret(value);
    }

    /** The key's bytes (UTF-8 of the text). */
    public byte[] bytes() {
        return value.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "Secret[hidden]";
    }
}
