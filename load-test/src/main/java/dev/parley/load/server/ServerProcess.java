package dev.parley.load.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** One node in a process of its own, its output in a file. Closing kills it. */
public final class ServerProcess implements AutoCloseable {
    private static final Duration READY_WITHIN = Duration.ofSeconds(60);
    private static final long LOOK_MS = 100;
    private static final int LINES_TOLD = 15;

    private final String name;
    private final int port;
    private final Path log;
    private final Process process;

    private ServerProcess(String name, int port, Path log, Process process) {
        this.name = name;
        this.port = port;
        this.log = log;
        this.process = process;
    }

    /**
     * Starts {@code java} with the arguments.
     *
     * @param port where it will serve HTTP on loopback
     */
    public static ServerProcess start(
            String name, int port, Path folder, List<String> arguments, Map<String, String> environment) {
        List<String> command = new ArrayList<>();
        command.add(java());
        command.addAll(arguments);
        return run(name, port, folder, command, environment);
    }

    /**
     * Starts any program.
     *
     * @param port where it will listen on loopback
     * @param command the program, then its arguments
     */
    public static ServerProcess run(
            String name, int port, Path folder, List<String> command, Map<String, String> environment) {
        Path log = folder.resolve(name.replace(' ', '-') + ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(variable -> variable.startsWith("PARLEY_"));
        builder.environment().putAll(environment);
        try {
            return new ServerProcess(name, port, log, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + name, e);
        }
    }

    /** The program that runs this JVM. */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    public long pid() {
        return process.pid();
    }

    public int port() {
        return port;
    }

    /** Waits until the node says that it is ready. @throws BenchException when it ends or takes over 60 s */
    public void awaitReady() {
        // its wish for HTTP/2 would be an upgrade, which a WebSocket server may take for one to its own protocol
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HttpRequest ready = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/ready"))
                .timeout(Duration.ofSeconds(2))
                .build();
        await(() -> isReady(http, ready));
    }

    /** Waits until the program takes connections. @throws BenchException when it ends or takes over 60 s */
    public void awaitListening() {
        await(this::isListening);
    }

    /** Waits until its output has a line that begins so. @throws BenchException when it ends or takes over 60 s */
    void awaitLine(String beginning) {
        await(() -> {
            try (Stream<String> lines = Files.lines(log)) {
                return lines.anyMatch(line -> line.startsWith(beginning));
            } catch (IOException notYet) {
                return false;
            }
        });
    }

    private void await(BooleanSupplier ready) {
        long deadline = System.nanoTime() + READY_WITHIN.toNanos();
        while (!ready.getAsBoolean()) {
            if (!process.isAlive()) {
                throw new BenchException(name + " ended with code " + process.exitValue() + ":\n" + lastLines());
            }
            if (System.nanoTime() > deadline) {
                throw new BenchException(name + " was not ready within 60 s:\n" + lastLines());
            }
            sleep();
        }
    }

    private static boolean isReady(HttpClient http, HttpRequest ready) {
        try {
            return http.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException interrupted) {
            throw new BenchException("interrupted");
        }
    }

    private boolean isListening() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private static void sleep() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_MS);
        } catch (InterruptedException interrupted) {
            throw new BenchException("interrupted");
        }
    }

    /** The end of its output, without the places in traces. */
    private String lastLines() {
        try (Stream<String> all = Files.lines(log)) {
            List<String> lines =
                    all.filter(line -> !line.matches("[|\\s]*at .*")).toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_TOLD), lines.size()));
        } catch (IOException unreadable) {
            return "(its output cannot be read: " + unreadable.getMessage() + ")";
        }
    }

    /** Asks it to end, and kills it when it takes too long. */
    void end(long within, TimeUnit unit) {
        try {
            process.destroy();
            if (!process.waitFor(within, unit)) {
                close();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Kills it, for nothing that it holds is worth an orderly end, and waits until it is gone. */
    @Override
    public void close() {
        try {
            process.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
