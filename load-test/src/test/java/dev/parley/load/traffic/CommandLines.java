package dev.parley.load.traffic;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** Calls a command as its script does and keeps what it says. */
public final class CommandLines {
    private CommandLines() {}

    public record Said(int code, String out, String err) {}

    public static Said call(Object command, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Commands.of(command).setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return new Said(line.execute(arguments), out.toString(), err.toString());
    }
}
