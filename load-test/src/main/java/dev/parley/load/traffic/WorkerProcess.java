package dev.parley.load.traffic;

import dev.parley.load.server.BenchException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A generator process, from the coordinator's side. Closing ends it. */
final class WorkerProcess implements AutoCloseable {
    private final Process process;
    private final PrintWriter in;

    private WorkerProcess(Process process) {
        this.process = process;
        this.in = new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8);
    }

    /** @param heard gets every tick, then an empty one at the end of the process, on a thread of its own */
    static WorkerProcess start(Traffic traffic, Consumer<Optional<Tick>> heard) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        java, "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"), Worker.class.getName()))
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        try {
            WorkerProcess worker = new WorkerProcess(builder.start());
            worker.in.println(Wire.line(traffic));
            worker.listen(heard);
            return worker;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start a generator process", e);
        }
    }

    private void listen(Consumer<Optional<Tick>> heard) {
        Thread thread = new Thread(
                () -> {
                    try (BufferedReader out = new BufferedReader(
                            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                        out.lines()
                                .map(line -> Optional.of(Wire.read(line, Tick.class)))
                                .forEach(heard);
                    } catch (IOException | UncheckedIOException | IllegalArgumentException broken) {
                        process.destroyForcibly();
                    }
                    heard.accept(Optional.empty());
                },
                "worker-" + process.pid());
        thread.setDaemon(true);
        thread.start();
    }

    void go() {
        in.println(Wire.GO);
    }

    /** @throws BenchException unless it ended well */
    void expectEnd() {
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new BenchException("a generator process ended before its time");
            }
        } catch (InterruptedException interrupted) {
            throw new BenchException("interrupted");
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
