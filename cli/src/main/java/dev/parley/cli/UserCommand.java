package dev.parley.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Users. */
@Command(
        name = "user",
        mixinStandardHelpOptions = true,
        description = "Users. The token's service grant must cover people.request.get.",
        footerHeading = "%nExample:%n",
        footer = "  parley user show ada")
final class UserCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say: user show USERNAME.");
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "A user: name, and whether it is here.")
    int show(@Parameters(paramLabel = "USERNAME", description = "By which others call.") String username) {
        Asking asking = Asking.of(spec);
        return asking.show(asking.server.get("/api/v1/people/" + Server.escaped(username)));
    }
}
