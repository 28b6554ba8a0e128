package dev.parley.chaos.nodes;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The parsed classes of a node in a file which the JVMs of all nodes map (class-data sharing, JEP 350): a start costs
 * two thirds of the CPU time. Nodes without the file start as ever.
 */
final class ClassArchive {
    private static final Duration WRITTEN_WITHIN = Duration.ofSeconds(60);

    private final Path file;

    ClassArchive(Path folder) {
        file = folder.resolve("node-classes.jsa").toAbsolutePath();
    }

    /** For a JVM that is to read it. */
    String flag() {
        return "-XX:SharedArchiveFile=" + file;
    }

    /** For a JVM that is to write it when it ends. */
    String writing() {
        return "-XX:ArchiveClassesAtExit=" + file;
    }

    boolean exists() {
        return Files.exists(file);
    }

    /** Writes it by a node that starts and ends; blocks for seconds. */
    void write(NodeProcess node) {
        node.start();
        node.awaitReady();
        node.terminate();
        node.awaitEnd(WRITTEN_WITHIN);
        node.kill();
    }
}
