package dev.parley.chaos.traffic;

import dev.parley.load.server.BenchException;
import dev.parley.load.server.ServerProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Very many clients without a room, in a process of its own with the lowest priority: elsewhere each of them has a machine of
 * its own, and their work must not pass for a delay of the nodes. Closing ends it.
 */
public final class IdleProcess implements AutoCloseable {
    private final Process process;
    private final PrintWriter in;
    private final CountDownLatch connected = new CountDownLatch(1);
    private final Queue<Double> back = new ConcurrentLinkedQueue<>();

    /** Starts it; nobody is connected yet. @param urls the nodes' */
    public IdleProcess(int clients, List<String> urls) {
        List<String> command = new ArrayList<>(List.of("nice", "-n", "19", ServerProcess.java()));
        command.addAll(List.of("-Xmx1g", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(IdleClients.class.getName(), Integer.toString(clients)));
        command.addAll(urls);
        try {
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start the idle clients", e);
        }
        in = new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8);
        Thread reader = new Thread(this::read, "idle-clients");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.equals(IdleClients.CONNECTED)) {
                    connected.countDown();
                } else {
                    back.add(Long.parseLong(line) / 1e3);
                }
            }
        } catch (IOException | NumberFormatException broken) {
            process.destroyForcibly();
        }
    }

    /** @throws BenchException when not all are connected in time */
    public void awaitConnected(Duration within) {
        try {
            if (!connected.await(within.toSeconds(), TimeUnit.SECONDS)) {
                throw new BenchException("the idle clients were not connected within " + within.toSeconds() + " s");
            }
        } catch (InterruptedException interrupted) {
            throw new BenchException("interrupted");
        }
    }

    /** Drops all connections at one moment. */
    public void drop() {
        in.println("drop");
    }

    /** How long after the drop they were back, seconds, of those that are. */
    public List<Double> back() {
        return List.copyOf(back);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
