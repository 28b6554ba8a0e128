package dev.parley.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Calls. */
@Command(
        name = "call",
        mixinStandardHelpOptions = true,
        description = "Calls. The token's service grant must cover calls.request.get.",
        footerHeading = "%nExample:%n",
        footer = "  parley call show c_4kqXk1sJ2nYk0m1u8yqzVw")
final class CallCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say: call show CALL.");
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "One call: who, when, how it ended.")
    int show(@Parameters(paramLabel = "CALL", description = "Its id.") String id) {
        Asking asking = Asking.of(spec);
        return asking.show(asking.server.get("/api/v1/calls/" + Server.escaped(id)));
    }
}
