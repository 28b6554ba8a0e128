package dev.parley.chaos.nodes;

import dev.parley.load.server.BenchException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs short programs. Blocks. */
final class Shell {
    /** @throws BenchException with its output, when it cannot be run or fails */
    String run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new BenchException(String.join(" ", command) + ": " + output.strip());
            }
            return output;
        } catch (IOException e) {
            throw new BenchException(List.of(command).get(0) + " cannot be run: " + e.getMessage());
        } catch (InterruptedException interrupted) {
            throw new BenchException("interrupted");
        }
    }

    /** @return whether it could be run and did not fail */
    boolean tried(String... command) {
        try {
            run(command);
            return true;
        } catch (BenchException failed) {
            return false;
        }
    }
}
