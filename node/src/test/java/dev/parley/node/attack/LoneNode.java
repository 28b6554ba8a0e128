package dev.parley.node.attack;

import dev.parley.node.Node;
import dev.parley.node.config.ConfigLoader;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A whole node of a cluster of one, on ports that are free. */
final class LoneNode {
    private LoneNode() {}

    /** Blocks until it serves. @param folder where it keeps its data */
    static Node start(Path folder) {
        Map<String, String> settings = Map.of(
                "PARLEY_SECRET", "0123456789abcdef0123456789abcdef",
                "PARLEY_CLUSTER_NAME", "attack-" + UUID.randomUUID(),
                "PARLEY_CLUSTER_PORT", "0",
                "PARLEY_HTTP_PORT", "0",
                "PARLEY_LANES", "2");
        return Node.start(ConfigLoader.load(Optional.empty(), settings, folder));
    }
}
