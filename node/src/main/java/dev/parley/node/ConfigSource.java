package dev.parley.node;

import dev.parley.node.config.ParleyConfig;

/** A command whose subcommands read the nodes' configuration: the node's own, and the operator's. */
public interface ConfigSource {
    /** Of this build, as a release is called. */
    String VERSION = "0.1.0";

    /** What the file that was named, and the environment, say. @throws dev.parley.node.config.ConfigException with one line for the operator */
    ParleyConfig configuration();
}
