package dev.parley.node.config;

/** Who may read {@code /metrics}. */
public record MetricsConfig(
        @Doc(value = "From where /metrics may be read.", byDefault = "private") MetricsAccess allow) {}
