package dev.parley.node.config;

/** How much one client, or all at once, may ask for. {@code rate} switches the rates alone; all other limits always hold. */
public record LimitsConfig(
        @Doc(value = "Whether the rates below are enforced; off is for load tests.", byDefault = "on") boolean rate,
        @Doc(value = "Requests a second of one socket.", byDefault = "200") int requestsPerSecond,
        @Doc(value = "Requests that one socket may make at once.", byDefault = "1000") int requestsBurst,
        @Doc(value = "Requests a second of one client address.", byDefault = "4000") int addressRequestsPerSecond,
        @Doc(value = "Requests that one client address may make at once.", byDefault = "20000") int addressBurst,
        @Doc(value = "New sockets a second of one client address.", byDefault = "200") int opensPerSecond,
        @Doc(value = "New sockets that one client address may open at once.", byDefault = "2000") int opensBurst,
        @Doc(
                        value =
                                "Sessions whose opening is under way at once, 1 to 100000; holds with limits.rate off, too.",
                        byDefault = "128")
                int openingsAtOnce,
        @Doc(
                        value = "Openings that may wait, 0 to 100000; beyond it clients are told when to come back.",
                        byDefault = "1000")
                int openingsWaiting,
        @Doc(value = "Empty rooms that one client address may hold, 0 to 1000000.", byDefault = "100")
                int emptyRoomsPerAddress,
        @Doc(value = "Largest frame in either direction, 4096 to 1048576 bytes.", byDefault = "65536") int frameBytes,
        @Doc(
                        value = "Unwritten bytes after which a slow socket is closed, limits.frameBytes to 67108864.",
                        byDefault = "1048576")
                int writeQueueBytes,
        @Doc(value = "Addresses that one socket may register, 2 to 10000.", byDefault = "200") int registersPerSocket,
        @Doc(value = "Password hashes computed at once, 1 to 64.", byDefault = "2") int passwordHashes,
        @Doc(value = "Password hashes that may wait, 0 to 10000; beyond it: unavailable.", byDefault = "32")
                int passwordQueue) {

    private static final int MOST_A_SECOND = 10_000_000;

    public LimitsConfig {
        Check.range("limits.requestsPerSecond", requestsPerSecond, 1, MOST_A_SECOND);
        Check.range("limits.requestsBurst", requestsBurst, 1, MOST_A_SECOND);
        Check.range("limits.addressRequestsPerSecond", addressRequestsPerSecond, 1, MOST_A_SECOND);
        Check.range("limits.addressBurst", addressBurst, 1, MOST_A_SECOND);
        Check.range("limits.opensPerSecond", opensPerSecond, 1, MOST_A_SECOND);
        Check.range("limits.opensBurst", opensBurst, 1, MOST_A_SECOND);
        Check.range("limits.openingsAtOnce", openingsAtOnce, 1, 100_000);
        Check.range("limits.openingsWaiting", openingsWaiting, 0, 100_000);
        Check.range("limits.emptyRoomsPerAddress", emptyRoomsPerAddress, 0, 1_000_000);
        Check.range("limits.frameBytes", frameBytes, 4096, 1 << 20);
        Check.range("limits.writeQueueBytes", writeQueueBytes, frameBytes, 64 << 20);
        Check.range("limits.registersPerSocket", registersPerSocket, 2, 10_000);
        Check.range("limits.passwordHashes", passwordHashes, 1, 64);
        Check.range("limits.passwordQueue", passwordQueue, 0, 10_000);
    }
}
