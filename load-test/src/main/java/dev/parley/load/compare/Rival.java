package dev.parley.load.compare;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Who takes part, and what is not equal about them: every report tells it beside the figures. */
enum Rival {
    PARLEY(
            "parley",
            "Parley",
            "two nodes",
            "the recipient's node has written it to the recipient's socket",
            "Rooms, numbered streams, resume, and a ring that keeps a signal for an absent recipient.",
            List.of()),
    BARE(
            "bare",
            "bare Vert.x relay",
            "two nodes",
            "the recipient's node has written it to the recipient's socket",
            "No rooms, no JSON, nothing is kept: the floor of the same platform.",
            List.of()),
    SOCKETIO(
            "socketio",
            "Socket.IO + Redis",
            "two nodes and Redis, all counted",
            "the sender's node has handed it to the adapter; nothing is known of the recipient's node, so that a "
                    + "signal ends here when it is acknowledged and delivered",
            "At most once. A node runs JavaScript on one core; here both nodes and Redis share the machine's.",
            List.of("node", "redis-server")),
    PEERJS(
            "peerjs",
            "PeerJS server",
            "one node: it has no cluster",
            "none exists; a signal's end is its delivery",
            "No second hop and no acknowledgement, so it has far less to do for a signal. No rooms.",
            List.of("node")),
    NATS(
            "nats",
            "NATS",
            "two nodes",
            "the recipient itself has answered: the answer crosses both nodes again, as a message of its own",
            "A message bus for trusted programs: no rooms, and every client may write to every subject.",
            List.of("nats-server"));

    private final String key;
    private final String title;
    private final String nodes;
    private final String acknowledgement;
    private final String remark;
    private final List<String> programs;

    Rival(String key, String title, String nodes, String acknowledgement, String remark, List<String> programs) {
        this.key = key;
        this.title = title;
        this.nodes = nodes;
        this.acknowledgement = acknowledgement;
        this.remark = remark;
        this.programs = programs;
    }

    /** What the command line and the JSON call it. */
    String key() {
        return key;
    }

    String title() {
        return title;
    }

    String nodes() {
        return nodes;
    }

    /** What a sender knows when its signal is acknowledged. */
    String acknowledgement() {
        return acknowledgement;
    }

    String remark() {
        return remark;
    }

    /** What has to be installed besides Java. */
    List<String> programs() {
        return programs;
    }

    boolean hasRooms() {
        return this == PARLEY || this == SOCKETIO;
    }

    boolean isJvm() {
        return this == PARLEY || this == BARE;
    }

    /** Whether its nodes answer {@code GET /gc} with the bytes of their heap. */
    boolean isNode() {
        return this == SOCKETIO || this == PEERJS;
    }

    static Optional<Rival> of(String key) {
        return Arrays.stream(values()).filter(rival -> rival.key.equals(key)).findFirst();
    }

    static String keys() {
        return Arrays.stream(values()).map(Rival::key).collect(Collectors.joining(", "));
    }
}
