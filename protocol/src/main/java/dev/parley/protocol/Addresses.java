package dev.parley.protocol;

import dev.parley.protocol.lane.Owner;

/**
 * Every bus address, made and read in this one place: what clients use, and the per-node addresses of lanes that never
 * leave the cluster.
 */
public final class Addresses {
    public static final String SESSION_OPEN = "session.open";
    public static final String ROOM_REQUEST = "rooms.request.";
    private static final String ROOM_EVENTS = "rooms.events.";
    private static final String SIGNAL = "webrtc.signal.";
    private static final String INBOX = "calls.inbox.";

    /** Where a service registers to see what passes by. */
    public static final String TAP = "tap";

    /** What a page tells of its own connections in a call. */
    public static final String CALL_TRACE = "calls.request.trace";

    /** Where every node publishes its own state; see the cluster module's directory of nodes. */
    public static final String NODES = "nodes";

    /** Where nodes without a feed of events ask one that has it. */
    public static final String FEED = "feed";

    /** What one asks a node at its own address for, see {@link #node}: how it is, or to leave. */
    public static final String NODE_REPORT = "report";

    public static final String NODE_DRAIN = "drain";

    private Addresses() {}

    public static String roomEvents(String roomId) {
        return ROOM_EVENTS + roomId;
    }

    public static String signal(String roomId, String peerId) {
        return SIGNAL + roomId + "." + peerId;
    }

    public static String inbox(String username) {
        return INBOX + username;
    }

    /** The room of a well-formed {@code rooms.events.{roomId}}, else null. */
    public static String roomOfEvents(String address) {
        return address.startsWith(ROOM_EVENTS)
                        && Ids.isToken(address, ROOM_EVENTS.length(), address.length(), Ids.ROOM_ID_MAX)
                ? address.substring(ROOM_EVENTS.length())
                : null;
    }

    /** Room and recipient of a well-formed {@code webrtc.signal.{roomId}.{peerId}}, else null. */
    public static SignalAddress parseSignal(String address) {
        if (!address.startsWith(SIGNAL)) {
            return null;
        }
        int dot = address.indexOf('.', SIGNAL.length());
        if (dot < 0
                || !Ids.isToken(address, SIGNAL.length(), dot, Ids.ROOM_ID_MAX)
                || !Ids.isToken(address, dot + 1, address.length(), Ids.ROOM_ID_MAX)) {
            return null;
        }
        return new SignalAddress(address.substring(SIGNAL.length(), dot), address.substring(dot + 1));
    }

    /** The username of {@code calls.inbox.{username}}, else null. */
    public static String userOfInbox(String address) {
        return address.startsWith(INBOX) && address.length() > INBOX.length()
                ? address.substring(INBOX.length())
                : null;
    }

    /** The lane of an owner of rooms or people, {@code lane} on node {@code nodeId}. */
    public static String ownerLane(Owner owner, String nodeId, int lane) {
        return (owner == Owner.ROOMS ? "rooms." : "people.") + nodeId + "." + lane;
    }

    /** The feed of events of the node, which only its own lanes ask. */
    public static String feed(String nodeId) {
        return FEED + "." + nodeId;
    }

    /** The node itself, for the operator's questions. */
    public static String node(String nodeId) {
        return "node." + nodeId;
    }

    /** The lane of sockets {@code lane} on node {@code nodeId}. */
    public static String gatewayLane(String nodeId, int lane) {
        return "gateway." + nodeId + "." + lane;
    }

    /** Where a node is asked what its lanes see; see the watch module. */
    public static String watch(String nodeId) {
        return "watch." + nodeId;
    }

    /** The node of a lane's address. */
    public static String nodeOfLane(String laneAddress) {
        int from = laneAddress.indexOf('.') + 1;
        return laneAddress.substring(from, laneAddress.lastIndexOf('.'));
    }

    /** Room and recipient of a signal. */
    public record SignalAddress(String roomId, String peerId) {}
}
