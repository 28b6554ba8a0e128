package dev.parley.cli;

import dev.parley.node.ConfigSource;
import dev.parley.node.KeygenCommand;
import dev.parley.node.TokenCommand;
import dev.parley.node.config.ConfigException;
import dev.parley.node.config.ConfigLoader;
import dev.parley.node.config.ParleyConfig;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/** The command with all its subcommands. */
@Command(
        name = "parley",
        mixinStandardHelpOptions = true,
        versionProvider = ParleyCli.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        header = "scripts/parley looks after a cluster of Parley.%n",
        description = {
            "Commands that ask a running cluster need a service token, in PARLEY_TOKEN or a file; never on the command line."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  parley token --user operator --service nodes,'rooms.request.*' --ttl 8h > operator.token",
            "  export PARLEY_URL=https://parley.example.org PARLEY_TOKEN_FILE=operator.token",
            "  parley doctor",
            "  parley node list",
            "  parley room show demo --json | jq .peers",
            "  source <(parley completion)",
            "",
            "Exit codes: 0 done, 1 the server refused, 2 wrong call or configuration, 3 the server cannot be reached,",
            "4 doctor found something."
        },
        subcommands = {
            TokenCommand.class,
            RoomCommand.class,
            CallCommand.class,
            UserCommand.class,
            NodeCommand.class,
            TapCommand.class,
            ConfigCommand.class,
            ParleyCli.KeysCommand.class,
            DoctorCommand.class,
            CompletionCommand.class
        })
public final class ParleyCli implements Runnable, ConfigSource {
    static final int REFUSED = 1;
    static final int WRONG_CALL = 2;
    static final int UNREACHABLE = 3;
    static final int FINDINGS = 4;

    private static final int HELP_WIDTH = 110;

    @Mixin
    Server server;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "The nodes' configuration, for token and config (default: parley.yaml if it exists).")
    private Path file;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    public static void main(String[] args) {
        int code = command().execute(args);
        if (code != 0) {
            System.exit(code);
        }
    }

    /** Ready to execute. */
    public static CommandLine command() {
        CommandLine command = new CommandLine(new ParleyCli());
        command.getSubcommands().get("keys").addSubcommand("generate", new KeygenCommand());
        return command.setUsageHelpWidth(HELP_WIDTH).setExecutionExceptionHandler(ParleyCli::failed);
    }

    /** What the operator can do something about is one sentence, without a trace. */
    private static int failed(Exception failure, CommandLine command, ParseResult parsed) throws Exception {
        if (failure instanceof ConfigException wrong) {
            return say(command, wrong.getMessage(), WRONG_CALL);
        }
        if (failure instanceof ServerException refused) {
            return say(command, refused.getMessage(), refused.isUnreachable() ? UNREACHABLE : REFUSED);
        }
        throw failure;
    }

    private static int say(CommandLine command, String sentence, int code) {
        command.getErr().println("parley: " + sentence);
        return code;
    }

    /** Without a subcommand. */
    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Name a command.");
    }

    @Override
    public ParleyConfig configuration() {
        return ConfigLoader.load(configFile());
    }

    Optional<Path> configFile() {
        return Optional.ofNullable(file);
    }

    /** Keys that sign access tokens. */
    @Command(name = "keys", mixinStandardHelpOptions = true, description = "Keys for access tokens.")
    static final class KeysCommand implements Runnable {
        @CommandLine.Spec
        private CommandLine.Model.CommandSpec spec;

        KeysCommand() {}

        @Override
        public void run() {
            throw new CommandLine.ParameterException(spec.commandLine(), "Say: keys generate.");
        }
    }

    static final class Version implements CommandLine.IVersionProvider {
        Version() {}

        @Override
        public String[] getVersion() {
            return new String[] {"Parley " + ConfigSource.VERSION};
        }
    }
}
