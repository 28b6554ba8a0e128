package dev.parley.node.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** The secret that a development node makes for itself, once a data folder. */
final class DevelopmentSecret {

    static final String FILE = "secret";
    private static final int RANDOM_BYTES = 48;

    private DevelopmentSecret() {}

    /**
     * Reads the folder's secret, or makes it with mode 600. Of several processes that make it at the same time one wins
     * and all return the winner's, never a half-written one.
     */
    static String readOrMake(Path dataDir) {
        Path file = dataDir.resolve(FILE);
        try {
            if (Files.notExists(file)) {
                make(dataDir, file);
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new ConfigException(
                    "dataDir",
                    "the development secret " + file + " can be neither read nor made ("
                            + e.getClass().getSimpleName() + "); make the folder writable or set PARLEY_SECRET");
        }
    }

    private static void make(Path dataDir, Path file) throws IOException {
        Files.createDirectories(dataDir);
        Path draft = Files.createTempFile(dataDir, FILE, ".draft", ownerOnly());
        try {
            Files.writeString(draft, random() + '\n', StandardCharsets.US_ASCII);
            // a link appears whole or not at all, and never replaces what another node made first
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            // another node of this folder was faster: its secret is the one
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static FileAttribute<?> ownerOnly() {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    }

    private static String random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
