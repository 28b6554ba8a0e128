package dev.parley.load.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Stops whole processes and lets them go on: SIGSTOP and SIGCONT, which Java itself cannot send. */
public final class Stopped {
    private Stopped() {}

    public static void pause(List<ProcessHandle> processes) {
        signal("STOP", processes);
    }

    public static void resume(List<ProcessHandle> processes) {
        signal("CONT", processes);
    }

    private static void signal(String signal, List<ProcessHandle> processes) {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "kill -" + signal + " \"$@\"", "kill"));
        processes.forEach(process -> command.add(Long.toString(process.pid())));
        try {
            if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
                throw new BenchException("the signal " + signal + " could not be sent to " + processes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException interrupted) {
            throw new BenchException("interrupted");
        }
    }
}
