package dev.parley.gateway.token;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The files that keys come from. Everything here blocks. */
final class KeyFiles {
    private static final String SUFFIX = ".pem";
    private static final String KID = "[A-Za-z0-9._-]{1,64}";
    private static final int BYTES_MAX = 64 * 1024;
    private static final int FILES_MAX = 64;

    private KeyFiles() {}

    /** What tells whether a file is another one than before. */
    record State(Path file, long modifiedMs, long size) {}

    /** The files of {@code settings} as they are now, folders by their {@code *.pem}. What cannot be read is left out. */
    static List<State> states(JwtSettings settings) {
        List<State> states = new ArrayList<>();
        for (Path file : files(settings.keys())) {
            add(states, file);
        }
        settings.trust().forEach(trusted -> add(states, trusted.file()));
        return states;
    }

    private static void add(List<State> states, Path file) {
        try {
            states.add(new State(file, Files.getLastModifiedTime(file).toMillis(), Files.size(file)));
        } catch (IOException unreadable) {
            // reading it says why; here it only counts that there is nothing
        }
    }

    private static List<Path> files(List<Path> entries) {
        List<Path> files = new ArrayList<>();
        for (Path entry : entries) {
            if (Files.isDirectory(entry)) {
                files.addAll(in(entry));
            } else {
                files.add(entry);
            }
        }
        return files;
    }

    private static List<Path> in(Path folder) {
        try (Stream<Path> found = Files.list(folder)) {
            return found.filter(path -> path.getFileName().toString().endsWith(SUFFIX))
                    .sorted()
                    .limit(FILES_MAX)
                    .toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    /** @throws UnusableKeyException that names the file */
    static List<TokenKey> keys(List<Path> entries) {
        List<TokenKey> keys = files(entries).stream().map(KeyFiles::key).toList();
        long names = keys.stream().map(TokenKey::kid).distinct().count();
        if (names < keys.size()) {
            throw new UnusableKeyException("two key files have the same name; each needs one of its own");
        }
        return keys;
    }

    private static TokenKey key(Path file) {
        String name = file.getFileName().toString();
        String kid = name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
        if (!kid.matches(KID)) {
            throw new UnusableKeyException(file + ": a key's name is 1 to 64 characters of A-Z a-z 0-9 . _ -");
        }
        try {
            return TokenKey.of(kid, text(file), Files.getLastModifiedTime(file).toMillis());
        } catch (IOException unreadable) {
            throw unreadable(file, unreadable);
        } catch (UnusableKeyException unusable) {
            throw new UnusableKeyException(file + ": " + unusable.getMessage(), unusable);
        }
    }

    /** @throws UnusableKeyException when it cannot be read or is too large to be a key */
    static String text(Path file) {
        try {
            if (Files.size(file) > BYTES_MAX) {
                throw new UnusableKeyException(file + ": it is larger than " + BYTES_MAX + " bytes");
            }
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw unreadable(file, unreadable);
        }
    }

    private static UnusableKeyException unreadable(Path file, IOException cause) {
        return new UnusableKeyException(
                file + ": it cannot be read (" + cause.getClass().getSimpleName() + ")", cause);
    }
}
