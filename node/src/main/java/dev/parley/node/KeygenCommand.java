package dev.parley.node;

import dev.parley.gateway.token.KeyAlgorithm;
import dev.parley.gateway.token.Pem;
import java.util.Arrays;
import java.util.Iterator;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints a fresh key pair. */
@Command(
        name = "keygen",
        mixinStandardHelpOptions = true,
        description = {
            "Prints a fresh key pair for access tokens as PEM: the private key, then the public one.",
            "Put it into a file NAME.pem in a folder of jwt.keys, readable for the node alone:",
            "  (umask 077; parley keygen > keys/2026-01.pem)",
            "To rotate, add another file; the newest signs once it is a minute old. To retire one, leave only",
            "its PUBLIC KEY block in the file until the last token that it signed has expired."
        })
public final class KeygenCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--alg",
            paramLabel = "ALG",
            defaultValue = "EdDSA",
            completionCandidates = Names.class,
            description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private String algorithm;

    /** The algorithms that keys are made for. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.asList(KeyAlgorithm.EDDSA.wire(), KeyAlgorithm.ES256.wire())
                    .iterator();
        }
    }

    @Override
    public Integer call() {
        spec.commandLine().getOut().print(Pem.generate(chosen()));
        spec.commandLine().getOut().flush();
        return 0;
    }

    private KeyAlgorithm chosen() {
        for (KeyAlgorithm each : new KeyAlgorithm[] {KeyAlgorithm.EDDSA, KeyAlgorithm.ES256}) {
            if (each.wire().equalsIgnoreCase(algorithm)) {
                return each;
            }
        }
        throw new ParameterException(
                spec.commandLine(), "--alg: \"" + algorithm + "\" is not allowed; allowed: EdDSA, ES256");
    }
}
