package dev.parley.load.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** One node in a process of its own, its output in a file; can be paused and asked to end. Closing kills it. */
public final class ServerProcess implements AutoCloseable {
    private static final Duration READY_WITHIN = Duration.ofSeconds(60);
    private static final String LOOPBACK = "127.0.0.1";
    private static final long LOOK_MS = 100;

    private final String name;
    private final String host;
    private final int port;
    private final Path log;
    private final Process process;

    private ServerProcess(String name, String host, int port, Path log, Process process) {
        this.name = name;
        this.host = host;
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
        return run(name, LOOPBACK, port, folder, command, environment);
    }

    /**
     * Starts any program.
     *
     * @param host where it will listen, on {@code port}
     * @param command the program, then its arguments; may begin with a program that becomes it, such as
     *     {@code ip netns exec NAMESPACE}
     */
    public static ServerProcess run(
            String name, String host, int port, Path folder, List<String> command, Map<String, String> environment) {
        Path log = folder.resolve(name.replace(' ', '-') + ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(variable -> variable.startsWith("PARLEY_"));
        builder.environment().putAll(environment);
        try {
            return new ServerProcess(name, host, port, log, builder.start());
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
        await(() -> Reachable.isReady(host, port));
    }

    /** Waits until the program takes connections. @throws BenchException when it ends or takes over 60 s */
    public void awaitListening() {
        await(() -> Reachable.isListening(host, port));
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
                throw new BenchException(name + " ended with code " + process.exitValue() + ":\n" + LogTail.of(log));
            }
            if (System.nanoTime() > deadline) {
                throw new BenchException(name + " was not ready within 60 s:\n" + LogTail.of(log));
            }
            sleep();
        }
    }

    private static void sleep() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_MS);
        } catch (InterruptedException interrupted) {
            throw new BenchException("interrupted");
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Whether it says now that it is ready; asks for 2 s at most. */
    public boolean isReady() {
        return process.isAlive() && Reachable.isReady(host, port);
    }

    /** Its output so far. */
    public Path log() {
        return log;
    }

    /** Stops all its threads until {@link #resume}. */
    public void pause() {
        Stopped.pause(List.of(process.toHandle()));
    }

    public void resume() {
        Stopped.resume(List.of(process.toHandle()));
    }

    /** Asks it to end. */
    public void terminate() {
        process.destroy();
    }

    /** Waits for its end. @return whether it came in time */
    public boolean awaitEnd(Duration within) {
        try {
            return process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            throw new BenchException("interrupted");
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
