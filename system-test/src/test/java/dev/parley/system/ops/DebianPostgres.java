package dev.parley.system.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.system.fixture.DebianPackage;
import dev.parley.system.fixture.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A PostgreSQL as an operator has it: Debian's own, with its pg_dump, which the embedded one lacks. On the loopback, with
 * data of its own. For test threads.
 */
final class DebianPostgres implements AutoCloseable {
    private static final Path VERSIONS = Path.of("/usr/lib/postgresql");
    private static final long PATIENCE_SECONDS = 60;
    private static final String PASSWORD = "only-for-this-test";

    private final Path folder;
    private final Path bin;
    private final int port = FreePorts.find(1).get(0);

    private DebianPostgres(Path folder, Path bin) {
        this.folder = folder;
        this.bin = bin;
    }

    /** Skips the test where it is missing and cannot be installed. */
    static DebianPostgres start() throws IOException, InterruptedException {
        DebianPackage.require("postgresql", "sh", "-c", "ls " + VERSIONS + "/*/bin/pg_ctl");
        Path folder = Files.createTempDirectory("parley-debian-postgresql");
        DebianPostgres postgres = new DebianPostgres(folder, newest().resolve("bin"));
        Path password = Files.writeString(folder.resolve("password"), PASSWORD);
        if (isRoot()) {
            run(List.of("chown", "-R", "postgres", folder.toString()), Map.of());
        }
        String data = folder.resolve("data").toString();
        postgres.asServer("initdb", "-D", data, "-U", "postgres", "-A", "scram-sha-256", "--pwfile=" + password);
        String options = "-c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -p " + postgres.port;
        String log = folder.resolve("log").toString();
        postgres.asServer("pg_ctl", "start", "-w", "-D", data, "-l", log, "-o", options);
        postgres.sql("CREATE ROLE parley LOGIN PASSWORD '" + PASSWORD + "'");
        return postgres;
    }

    private static Path newest() throws IOException {
        try (Stream<Path> versions = Files.list(VERSIONS)) {
            return versions.max(Comparator.comparingDouble(
                            path -> Double.parseDouble(path.getFileName().toString())))
                    .orElseThrow();
        }
    }

    /** It refuses to run as root. */
    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    /** An empty database that belongs to a user without any other right. @return its URL */
    String create(String name) throws IOException, InterruptedException {
        sql("CREATE DATABASE " + name + " OWNER parley");
        return "postgresql://parley:" + PASSWORD + "@127.0.0.1:" + port + "/" + name + "?sslmode=disable";
    }

    private void sql(String statement) throws IOException, InterruptedException {
        String[] psql = {"-h", "127.0.0.1", "-p", Integer.toString(port), "-U", "postgres", "-c", statement, "postgres"
        };
        run(command(bin.resolve("psql").toString(), psql), Map.of("PGPASSWORD", PASSWORD));
    }

    private void asServer(String program, String... arguments) throws IOException, InterruptedException {
        List<String> command = command(bin.resolve(program).toString(), arguments);
        if (isRoot()) {
            command.addAll(0, List.of("runuser", "-u", "postgres", "--"));
        }
        run(command, Map.of());
    }

    private static List<String> command(String program, String... arguments) {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(Arrays.asList(arguments));
        return command;
    }

    private static void run(List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path printed = Files.createTempFile("parley-postgresql", ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        assertThat(ended && process.exitValue() == 0)
                .as(command + "\n" + Files.readString(printed))
                .isTrue();
        Files.delete(printed);
    }

    @Override
    public void close() throws IOException {
        try {
            String data = folder.resolve("data").toString();
            asServer("pg_ctl", "stop", "-w", "-m", "immediate", "-D", data);
            run(List.of("rm", "-r", folder.toString()), Map.of());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
