package dev.parley.node.config;

/** How a log line looks. */
public enum LogFormat {
    /** One line for people. */
    TEXT,
    /** One JSON object a line. */
    JSON
}
