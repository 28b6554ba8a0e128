package dev.parley.node.config;

/** How a node ends. */
public record ShutdownConfig(
        @Doc(value = "Time from SIGTERM to the hard end of the drain, 1000 to 600000 ms.", byDefault = "30000")
                int deadlineMs,
        @Doc(
                        value =
                                "Longest time over which clients are sent to other nodes, 0 to 300000 ms; at most half of shutdown.deadlineMs is used.",
                        byDefault = "5000")
                int spreadMs) {

    public ShutdownConfig {
        Check.range("shutdown.deadlineMs", deadlineMs, 1000, 600_000);
        Check.range("shutdown.spreadMs", spreadMs, 0, 300_000);
    }

    /** The other half of the deadline is for handing rooms over. */
    public int drainSpreadMs() {
        return Math.min(spreadMs, deadlineMs / 2);
    }
}
