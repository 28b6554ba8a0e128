package dev.parley.load.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The one PostgreSQL of nodes that are started here, a process of its own with a password that is made here. It is ended in
 * an orderly way also when a signal ends this process, for killed it would leave its server behind.
 */
public final class NodesDatabase implements AutoCloseable {
    private static final String MAIN = "dev.parley.storage.EmbeddedDatabaseProcess";
    private static final long ENDS_WITHIN_S = 20;

    private final String url;
    private final List<String> arguments;
    private final int port;
    private final Path folder;
    private ServerProcess process;
    private int starts = 1;
    private final Thread onSignal = new Thread(this::end, "end-database");

    private NodesDatabase(String url, List<String> arguments, int port, Path folder, ServerProcess process) {
        this.url = url;
        this.arguments = arguments;
        this.port = port;
        this.folder = folder;
        this.process = process;
        Runtime.getRuntime().addShutdownHook(onSignal);
    }

    /**
     * Starts it and waits until it takes connections.
     *
     * @param program what Java is to run as a node: {@code -jar} and its jar, or {@code -cp}, a class path and a main class
     * @param folder for data and output
     */
    public static NodesDatabase start(List<String> program, Path folder) {
        int port = Ports.find(1)[0];
        Path data = folder.resolve("postgresql");
        List<String> arguments = new ArrayList<>(List.of("-Xmx256m", "-XX:+UseSerialGC", "-cp", classPath(program)));
        arguments.addAll(List.of(MAIN, "--data", data.toString(), "--port", Integer.toString(port)));
        String password = UUID.randomUUID().toString();
        write(data, password);
        ServerProcess process = ServerProcess.start("PostgreSQL", port, folder, arguments, Map.of());
        NodesDatabase database = new NodesDatabase(
                "postgresql://parley:" + password + "@127.0.0.1:" + port + "/parley", arguments, port, folder, process);
        try {
            process.awaitLine("ready ");
            return database;
        } catch (BenchException failed) {
            database.close();
            throw failed;
        }
    }

    private static String classPath(List<String> program) {
        Path first = Path.of(program.get(1));
        return program.get(0).equals("-jar")
                ? first
                        + System.getProperty("path.separator")
                        + first.toAbsolutePath().resolveSibling("lib").resolve("*")
                : program.get(1);
    }

    private static void write(Path data, String password) {
        try {
            Files.createDirectories(data);
            Path file = Files.createFile(
                    data.resolve("password"),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, password);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code kill -9} of the server and its parent; the data stays. */
    public void kill() {
        List<ProcessHandle> server = server();
        process.close();
        server.forEach(ProcessHandle::destroyForcibly);
        server.forEach(one -> one.onExit().join());
    }

    /** Starts it again on the same port and data, and waits until it takes connections. */
    public void restart() {
        process = ServerProcess.start("PostgreSQL." + ++starts, port, folder, arguments, Map.of());
        process.awaitLine("ready ");
    }

    /** Stops all processes of the server: it is there, and says nothing. */
    public void hang() {
        Stopped.pause(server());
    }

    /** Lets it go on after {@link #hang}. */
    public void wake() {
        Stopped.resume(server());
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** The server itself and its children; they are no descendants of the process that was started. */
    private List<ProcessHandle> server() {
        try (Stream<Path> files = Files.walk(folder.resolve("postgresql"))) {
            Path pid = files.filter(file -> file.endsWith("postmaster.pid"))
                    .findFirst()
                    .orElseThrow(() -> new BenchException("PostgreSQL does not run"));
            ProcessHandle postmaster = ProcessHandle.of(
                            Long.parseLong(Files.readAllLines(pid).get(0).strip()))
                    .orElseThrow(() -> new BenchException("PostgreSQL does not run"));
            return Stream.concat(Stream.of(postmaster), postmaster.descendants())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it is, with the password. */
    public String url() {
        return url;
    }

    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(onSignal);
        } catch (IllegalStateException shutdownHasBegun) {
            // then the hook has run or will, and finds nothing left to do
        }
    }

    private void end() {
        process.end(ENDS_WITHIN_S, TimeUnit.SECONDS);
    }
}
