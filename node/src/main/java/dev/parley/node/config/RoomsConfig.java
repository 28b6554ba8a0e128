package dev.parley.node.config;

/** Rooms and the streams of their members. */
public record RoomsConfig(
        @Doc(value = "Joining an unknown room makes it.", derived = "true in development, false in production")
                boolean adHoc,
        @Doc(value = "Peers of a room that names no limit of its own, 2 to rooms.maxPeersLimit.", byDefault = "8")
                int maxPeers,
        @Doc(value = "The largest limit that a room may ask for, 2 to 1000.", byDefault = "200") int maxPeersLimit,
        @Doc(value = "How long an empty room is kept, 1000 to 86400000 ms.", byDefault = "600000") int emptyTtlMs,
        @Doc(value = "Frames kept for each member to resume with, 16 to 65536.", byDefault = "256") int ringFrames,
        @Doc(value = "Bytes kept for each member to resume with, 65536 to 67108864.", byDefault = "524288")
                int ringBytes,
        @Doc(value = "People who may wait in one lobby, 0 to 1000.", byDefault = "50") int waiting,
        @Doc(value = "Rooms that one session may be in, 1 to 1000.", byDefault = "32") int perSession) {

    public RoomsConfig {
        Check.range("rooms.maxPeersLimit", maxPeersLimit, 2, 1000);
        Check.range("rooms.maxPeers", maxPeers, 2, maxPeersLimit);
        Check.range("rooms.emptyTtlMs", emptyTtlMs, 1000, 86_400_000);
        Check.range("rooms.ringFrames", ringFrames, 16, 65_536);
        Check.range("rooms.ringBytes", ringBytes, 65_536, 64 << 20);
        Check.range("rooms.waiting", waiting, 0, 1000);
        Check.range("rooms.perSession", perSession, 1, 1000);
    }
}
