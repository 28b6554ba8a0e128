package dev.parley.node.config;

/** What the node writes to its standard output. */
public record LogConfig(
        @Doc(value = "A line for people, or a JSON object a line.", byDefault = "text") LogFormat format,
        @Doc(value = "The least important lines that are written.", byDefault = "info") LogLevel level) {}
