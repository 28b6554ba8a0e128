package dev.parley.protocol.lane;

/** The requests of the control plane. The name in lower case is the last part of a client's address, where it has one. */
public enum Op {
    CREATE,
    GET,
    LIST,
    UPDATE,
    DELETE,
    JOIN,
    LEAVE,
    STATE,
    CHAT,
    KICK,
    BAN,
    UNBAN,
    MUTE,
    PROMOTE,
    LOCK,
    ADMIT,
    /** REST only: the roster, for members and the owner. */
    PEERS(false),
    /** Internal: a session that was opened again takes its membership back. */
    RESUME(false),
    /** Internal: a gateway holds a member that a new owner does not know. */
    READMIT(false);

    private static final Op[] VALUES = values();

    private final boolean forClients;

    Op() {
        this(true);
    }

    Op(boolean forClients) {
        this.forClients = forClients;
    }

    /** The operation of {@code rooms.request.{name}}, else null. */
    public static Op ofClient(String name) {
        for (Op op : VALUES) {
            if (op.forClients
                    && op.name().equalsIgnoreCase(name)
                    && name.equals(name.toLowerCase(java.util.Locale.ROOT))) {
                return op;
            }
        }
        return null;
    }

    static Op at(int ordinal) {
        return VALUES[ordinal];
    }
}
