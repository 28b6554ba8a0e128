package dev.parley.node.config;

/** The least important lines that are still written. */
public enum LogLevel {
    TRACE,
    DEBUG,
    INFO,
    WARN,
    ERROR
}
