package dev.parley.cli;

import dev.parley.node.Settings;
import dev.parley.node.config.ConfigPrint;
import dev.parley.node.config.ParleyConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The configuration of nodes, before one is started with it. */
@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        description = "The configuration that a node would have here: --config or parley.yaml, and the environment.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  parley config check --config /etc/parley/parley.yaml",
            "  parley config print | grep -A3 jwt",
            "  parley config defaults > parley.yaml"
        })
final class ConfigCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say check, print or defaults.");
    }

    private ParleyCli root() {
        return (ParleyCli) spec.root().userObject();
    }

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = "Says whether a node would start with it: every key, its files, its signing keys.")
    int check() {
        ParleyConfig config = root().configuration();
        Settings.checkKeys(config);
        return Asking.of(spec)
                .done("in order: profile " + config.profile() + ", "
                        + config.roles().size() + " roles");
    }

    @Command(
            name = "print",
            mixinStandardHelpOptions = true,
            description = "All keys with their values, secrets hidden.")
    int print() {
        root().configuration();
        return show(ConfigPrint.effective(root().configFile()));
    }

    @Command(
            name = "defaults",
            mixinStandardHelpOptions = true,
            description = "A parley.yaml with every key, its meaning and default.")
    int defaults() {
        return show(ConfigPrint.defaults());
    }

    private int show(ConfigPrint print) {
        Asking asking = Asking.of(spec);
        if (asking.server.wantsJson()) {
            asking.output.json(print.json());
        } else {
            spec.commandLine().getOut().print(print.yaml());
            spec.commandLine().getOut().flush();
        }
        return 0;
    }
}
