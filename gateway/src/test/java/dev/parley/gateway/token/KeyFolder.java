package dev.parley.gateway.token;

import dev.parley.gateway.token.JwtSettings.TrustedIssuer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;

/** A folder of key files that a test writes. */
record KeyFolder(Path folder) {
    static final String SECRET = "0123456789abcdef0123456789abcdef";

    /** A fresh pair in {@code NAME.pem}, written that many seconds ago. */
    String add(String name, KeyAlgorithm algorithm, int secondsAgo) {
        return write(name, Pem.generate(algorithm), secondsAgo);
    }

    String write(String name, String pem, int secondsAgo) {
        try {
            Path file = Files.writeString(folder.resolve(name + ".pem"), pem);
            Files.setLastModifiedTime(file, FileTime.fromMillis(System.currentTimeMillis() - secondsAgo * 1_000L));
            return pem;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void remove(String name) {
        try {
            Files.delete(folder.resolve(name + ".pem"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JwtSettings settings(String secret, String signWith, TrustedIssuer... trust) {
        return new JwtSettings("parley", "parley", 3_600, 60, secret, List.of(folder), signWith, List.of(trust));
    }

    AccessTokens load() {
        return AccessTokens.load(settings(null, null));
    }
}
