package dev.parley.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Model.CommandSpec;

/** What every subcommand of a group has: the server, and where to print. */
final class Asking {
    final Server server;
    final Output output;

    private Asking(Server server, Output output) {
        this.server = server;
        this.output = output;
    }

    /** Of the command that is being executed. */
    static Asking of(CommandSpec spec) {
        ParleyCli root = (ParleyCli) spec.root().userObject();
        return new Asking(root.server, new Output(spec.commandLine().getOut()));
    }

    /** Prints one object. */
    int show(JsonNode object) {
        if (server.wantsJson()) {
            output.json(object);
        } else {
            output.record(object);
        }
        return 0;
    }

    /** Says that something was done, for people; programs have the exit code. */
    int done(String sentence) {
        if (!server.wantsJson()) {
            output.line(sentence);
        }
        return 0;
    }
}
