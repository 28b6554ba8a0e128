package dev.parley.node.config;

/** The TCP event-bus bridge for services. */
public record ServicesTcpConfig(
        @Doc(value = "Whether the TCP bridge listens; needs services.enabled.", byDefault = "off") boolean enabled,
        @Doc(value = "Address to listen on; a private one.", byDefault = "127.0.0.1") String host,
        @Doc(value = "Port to listen on; 0 takes a free one.", byDefault = "7000") int port,
        @Doc(value = "TLS with tls.cert and tls.key.", byDefault = "off") boolean tls,
        @Doc(value = "Largest frame of a client, 1024 to 1048576 bytes.", byDefault = "65536") int frameBytes,
        @Doc(value = "Connections at once, 1 to 10000.", byDefault = "100") int connections,
        @Doc(
                        value = "Time for the first valid token, and for any frame to arrive whole, 1000 to 60000 ms.",
                        byDefault = "5000")
                int tokenTimeoutMs,
        @Doc(
                        value = "Unwritten bytes after which a slow connection is closed, 65536 to 67108864.",
                        byDefault = "1048576")
                int writeQueueBytes) {

    public ServicesTcpConfig {
        Check.text("services.tcp.host", host, Addresses::isHost, Addresses.HOST_ALLOWED);
        Check.range("services.tcp.port", port, 0, 65535);
        Check.range("services.tcp.frameBytes", frameBytes, 1024, 1 << 20);
        Check.range("services.tcp.connections", connections, 1, 10_000);
        Check.range("services.tcp.tokenTimeoutMs", tokenTimeoutMs, 1000, 60_000);
        Check.range("services.tcp.writeQueueBytes", writeQueueBytes, 65536, 64 << 20);
    }
}
