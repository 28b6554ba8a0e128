package dev.parley.node.config;

/** The life of a client's session. */
public record SessionConfig(
        @Doc(value = "How often server and client must be heard, 1000 to 60000 ms.", byDefault = "10000")
                int heartbeatMs,
        @Doc(value = "How long a lost client may come back unnoticed, 1000 to 600000 ms.", byDefault = "30000")
                int resumeWindowMs,
        @Doc(value = "Time from connecting to session.open, 100 to 60000 ms.", byDefault = "5000") int openTimeoutMs) {

    public SessionConfig {
        Check.range("session.heartbeatMs", heartbeatMs, 1000, 60_000);
        Check.range("session.resumeWindowMs", resumeWindowMs, 1000, 600_000);
        Check.range("session.openTimeoutMs", openTimeoutMs, 100, 60_000);
    }
}
