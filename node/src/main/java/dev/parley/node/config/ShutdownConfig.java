package dev.parley.node.config;

/** How a node ends. */
public record ShutdownConfig(
        @Doc(value = "Time from SIGTERM to the hard end of the drain, 1000 to 600000 ms.", byDefault = "30000")
                int deadlineMs) {

    public ShutdownConfig {
        Check.range("shutdown.deadlineMs", deadlineMs, 1000, 600_000);
    }
}
