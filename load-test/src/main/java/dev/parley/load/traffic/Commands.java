package dev.parley.load.traffic;

import dev.parley.load.server.BenchException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What the load commands have in common: one sentence for what is wrong, exit codes, ranges. */
public final class Commands {
    /** Measured, and within the limits given. */
    public static final int OK = 0;
    /** It could not be measured. */
    public static final int FAILED = 1;
    /** Wrong arguments; picocli's own. */
    public static final int WRONG_ARGUMENTS = CommandLine.ExitCode.USAGE;
    /** Measured, and a limit is broken. */
    public static final int BROKEN = 3;

    private Commands() {}

    /** A command line that says what is wrong in one sentence. */
    public static CommandLine of(Object command) {
        CommandLine line = new CommandLine(command);
        String name = line.getCommandName();
        line.setParameterExceptionHandler((wrong, args) -> {
            line.getErr().println(name + ": " + sentence(wrong.getMessage()) + " See " + name + " --help.");
            return WRONG_ARGUMENTS;
        });
        line.setExecutionExceptionHandler((failure, failed, result) -> {
            if (failure instanceof BenchException || failure instanceof UncheckedIOException) {
                line.getErr().println(name + ": " + sentence(failure.getMessage()));
                return FAILED;
            }
            throw failure;
        });
        return line.setCaseInsensitiveEnumValuesAllowed(true).setUsageHelpWidth(110);
    }

    private static String sentence(String message) {
        String text = String.valueOf(message).strip();
        return text.endsWith(".") ? text : text + ".";
    }

    public static void range(CommandSpec spec, String option, double value, double min, double max) {
        if (!(value >= min && value <= max)) {
            throw wrong(spec, option + " must be " + number(min) + " to " + number(max) + ", not " + number(value));
        }
    }

    /** The node to be started; its libraries lie beside it. @return what Java is to run */
    public static List<String> program(CommandSpec spec, Path jar) {
        if (jar == null || !Files.isRegularFile(jar)) {
            throw wrong(spec, "--node-jar: there is no file " + jar);
        }
        return List.of("-jar", jar.toAbsolutePath().toString());
    }

    /** A file that can be written, for it would be sad to learn otherwise after the run. */
    public static void canBeWritten(CommandSpec spec, String option, Path file) {
        if (file != null
                && (Files.isDirectory(file)
                        || !Files.isDirectory(file.toAbsolutePath().getParent()))) {
            throw wrong(spec, option + ": there is no folder for the file " + file);
        }
    }

    public static ParameterException wrong(CommandSpec spec, String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
