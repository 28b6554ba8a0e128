package dev.parley.system.ops;

import dev.parley.cli.ParleyCli;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** The operator at the command line, with a token in a file. */
record Cli(Path token, String url) {
    /** What a command printed, and how it ended. */
    record Said(int code, String out, String err) {}

    static Cli with(Path folder, String token, String url) throws IOException {
        return new Cli(Files.writeString(Files.createTempFile(folder, "token", ""), token), url);
    }

    Said run(String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = ParleyCli.command();
        command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--url", url, "--token-file", token.toString()));
        int code = command.execute(all.toArray(String[]::new));
        return new Said(code, out.toString(), err.toString());
    }
}
