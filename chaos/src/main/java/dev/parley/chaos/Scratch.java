package dev.parley.chaos;

import dev.parley.chaos.nodes.Nodes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** The folder for logs and data of the nodes; closing removes it, but leaves logs that are to be kept. */
final class Scratch implements AutoCloseable {
    private final Path folder;
    private final boolean keepsLogs;

    private Scratch(Path folder, boolean keepsLogs) {
        this.folder = folder;
        this.keepsLogs = keepsLogs;
    }

    /** @param kept folder for the logs, made when there is none; null when they are not to be kept */
    static Scratch in(Path kept) throws IOException {
        Path folder = kept == null
                ? Files.createTempDirectory("parley-chaos-")
                : Files.createTempDirectory(Files.createDirectories(kept).toAbsolutePath(), "run-");
        return new Scratch(folder, kept != null);
    }

    Path folder() {
        return folder;
    }

    /** A signal ends this process past any finally: then the folder goes when these are closed. */
    void removeAfter(Nodes nodes) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            nodes.close();
                            close();
                        },
                        "remove-folder"));
    }

    @Override
    public void close() {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                remove(file);
            }
        } catch (IOException | UncheckedIOException e) {
            // left to the system's cleaning of temporary files
        }
    }

    private void remove(Path file) throws IOException {
        if (keepsLogs && (file.equals(folder) || file.toString().endsWith(".log"))) {
            return;
        }
        try (Stream<Path> inside = Files.isDirectory(file) ? Files.list(file) : Stream.empty()) {
            if (inside.findAny().isPresent()) {
                return;
            }
        }
        Files.deleteIfExists(file);
    }
}
