package dev.parley.node;

import dev.parley.node.config.ConfigException;
import dev.parley.node.config.ConfigLoader;
import dev.parley.node.config.ConfigReference;
import dev.parley.node.config.ParleyConfig;
import dev.parley.node.logging.Logging;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command that runs one node until it is told to stop. Exit codes: 0 stopped, 1 failed, 2 wrong
 * configuration, 70 cut off from its cluster or stuck: start it again. */
@Command(
        name = "parley",
        mixinStandardHelpOptions = true,
        version = "Parley " + ConfigSource.VERSION,
        description = "Runs one node of a Parley cluster until SIGTERM or Ctrl-C.",
        subcommands = {TokenCommand.class, KeygenCommand.class})
public final class Parley implements Callable<Integer>, ConfigSource {
    private static final int BAD_CONFIGURATION = 2;
    private static final int BEYOND_HELP = 70;
    private static final int HELP_WIDTH = 110;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            scope = CommandLine.ScopeType.INHERIT,
            description = "Configuration (default: parley.yaml if it exists).")
    private Path file;

    @Option(names = "--config-reference", description = "Print every key, its variable and default, and exit.")
    private boolean reference;

    public static void main(String[] args) {
        int code = command().execute(args);
        if (code != 0) {
            System.exit(code);
        }
    }

    /** The command with its subcommands. */
    static CommandLine command() {
        return new CommandLine(new Parley()).setUsageHelpWidth(HELP_WIDTH).setExecutionExceptionHandler(Parley::refuse);
    }

    private static int refuse(Exception failure, CommandLine command, CommandLine.ParseResult parsed) throws Exception {
        if (failure instanceof ConfigException wrong) {
            command.getErr().println("parley: " + wrong.getMessage());
            return BAD_CONFIGURATION;
        }
        throw failure;
    }

    @Override
    public ParleyConfig configuration() {
        return ConfigLoader.load(Optional.ofNullable(file));
    }

    @Override
    public Integer call() {
        if (reference) {
            System.out.print(ConfigReference.markdown());
            return 0;
        }
        ParleyConfig config = configuration();
        Logging.configure(config.log());
        return run(config);
    }

    private static int run(ParleyConfig config) {
        Logger log = LoggerFactory.getLogger(Parley.class);
        if (!config.limits().rate()) {
            log.warn("rate limits are off (limits.rate): for load tests only");
        }
        try {
            Node node = Node.start(config, why -> System.exit(BEYOND_HELP), () -> System.exit(0));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(node, config), "parley-shutdown"));
            log.info("node {} serves {}", node.id(), node.url());
            return 0;
        } catch (ConfigException wrong) {
            System.err.println("parley: " + wrong.getMessage());
            return BAD_CONFIGURATION;
        } catch (RuntimeException failed) {
            log.error("the node could not start", failed);
            return 1;
        }
    }

    /** Past the deadline the process ends whatever is still open. */
    private static void stop(Node node, ParleyConfig config) {
        Logger log = LoggerFactory.getLogger(Parley.class);
        log.info("stopping");
        Thread orderly = new Thread(node::stop, "parley-stop");
        orderly.setDaemon(true);
        orderly.start();
        try {
            orderly.join(config.shutdown().deadlineMs());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        if (orderly.isAlive()) {
            log.warn(
                    "not stopped within {} s, ending now",
                    TimeUnit.MILLISECONDS.toSeconds(config.shutdown().deadlineMs()));
            Runtime.getRuntime().halt(1);
        }
        log.info("stopped");
    }
}
