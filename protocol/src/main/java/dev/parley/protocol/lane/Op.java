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
    READMIT(false),
    /** {@code people.request.get}. */
    PERSON(Owner.PEOPLE, false);

    private static final Op[] VALUES = values();

    private final Owner owner;
    private final boolean ofRooms;

    Op() {
        this(true);
    }

    Op(boolean ofRooms) {
        this(Owner.ROOMS, ofRooms);
    }

    Op(Owner owner, boolean ofRooms) {
        this.owner = owner;
        this.ofRooms = ofRooms;
    }

    /** Whose request it is. */
    public Owner owner() {
        return owner;
    }

    /** The operation of {@code rooms.request.{name}}, else null. */
    public static Op ofRooms(String name) {
        for (Op op : VALUES) {
            if (op.ofRooms
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
