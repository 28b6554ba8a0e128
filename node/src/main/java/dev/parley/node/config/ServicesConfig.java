package dev.parley.node.config;

/** Doors for back ends: the bus addresses that applications in the cluster use, and the TCP bridge. */
public record ServicesConfig(
        @Doc(
                        value =
                                "Whether applications that joined the cluster may ask over its bus, with a service's token.",
                        byDefault = "off")
                boolean enabled,
        @Doc(value = "Requests a second of one service through one node.", byDefault = "200") int requestsPerSecond,
        @Doc(value = "Requests that one service may make at once through one node.", byDefault = "1000")
                int requestsBurst,
        @Doc(value = "Requests of all services under way on one node, 1 to 100000.", byDefault = "1000")
                int openRequests,
        ServicesTcpConfig tcp) {

    private static final int MOST_A_SECOND = 10_000_000;

    public ServicesConfig {
        Check.range("services.requestsPerSecond", requestsPerSecond, 1, MOST_A_SECOND);
        Check.range("services.requestsBurst", requestsBurst, 1, MOST_A_SECOND);
        Check.range("services.openRequests", openRequests, 1, 100_000);
        if (tcp.enabled() && !enabled) {
            throw new ConfigException(
                    "services.tcp.enabled", "it is on, but services.enabled is off; allowed: both on");
        }
    }
}
