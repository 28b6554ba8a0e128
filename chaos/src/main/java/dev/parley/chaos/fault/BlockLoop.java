package dev.parley.chaos.fault;

import dev.parley.chaos.nodes.NodeProcess;
import dev.parley.chaos.report.Figure;
import dev.parley.load.server.BenchException;
import dev.parley.load.server.CpuTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * One event loop of a node stands still while all its other threads go on: ptrace(2) stops single threads. It is stopped
 * while it waits for events: a thread that is stopped amid Java code never comes to a safepoint, so that the next
 * collection of garbage would wait for it with the whole node, as no handler that takes long can make it.
 */
final class BlockLoop {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    /** Linux tells 15 characters of a thread's name. */
    private static final String LOOP = "vert.x-eventloo";

    /**
     * Numbers of x86-64: ptrace 101, PTRACE_ATTACH 16, PTRACE_DETACH 17, epoll_wait 232, epoll_pwait 281, io_uring_enter
     * 426, epoll_pwait2 441; __WALL, or threads cannot be waited for.
     */
    private static final String SCRIPT =
            """
            my ($t, $s) = map { $_ + 0 } @ARGV;
            for (1 .. 1000) {
              syscall(101, 16, $t, 0, 0) == 0 or die "attach: $!";
              waitpid($t, 0x40000000);
              open(my $f, "<", "/proc/$t/syscall") or die "syscall: $!";
              my $waits = <$f> =~ /^(232|281|426|441) /;
              sleep $s if $waits;
              syscall(101, 17, $t, 0, 0) == 0 or die "detach: $!";
              exit 0 if $waits;
              select(undef, undef, undef, 0.005);
            }
            die "it never waits for events";
            """;

    private BlockLoop() {}

    static String obstacle() {
        if (!System.getProperty("os.arch").equals("amd64")) {
            return "needs ptrace on x86-64";
        }
        return Files.isExecutable(Path.of("/usr/bin/perl")) ? null : "needs /usr/bin/perl";
    }

    static List<Figure> block(Trial trial, Duration time) {
        NodeProcess node = trial.someNodes(1).get(0);
        String name = Cluster.nodeId(trial, node);
        String thread = busiestLoop(node.pid());
        trial.begin();
        stop(thread, time);
        trial.end();
        trial.shown(PATIENCE);
        return Bystanders.figures(trial, name);
    }

    private static String busiestLoop(long pid) {
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            return threads.filter(thread -> read(thread, "comm").startsWith(LOOP))
                    .max(Comparator.comparingLong(
                            thread -> CpuTime.parse(read(thread, "stat")).relayingMicros()))
                    .orElseThrow(() -> new BenchException("process " + pid + " has no event loop"))
                    .getFileName()
                    .toString();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static String read(Path thread, String file) {
        try {
            return Files.readString(thread.resolve(file));
        } catch (IOException ended) {
            return "";
        }
    }

    private static void stop(String thread, Duration time) {
        try {
            Process perl = new ProcessBuilder("/usr/bin/perl", "-e", SCRIPT, thread, Long.toString(time.toSeconds()))
                    .inheritIO()
                    .start();
            if (perl.waitFor() != 0) {
                throw new BenchException("the event loop could not be stopped; ptrace needs root");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException interrupted) {
            throw new BenchException("interrupted");
        }
    }
}
