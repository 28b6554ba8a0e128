package dev.parley.protocol.lane;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The requests of the control plane: whose they are, and the address at which clients send them. */
public enum Op {
    CREATE(Owner.ROOMS, "rooms.request.create"),
    GET(Owner.ROOMS, "rooms.request.get"),
    LIST(Owner.ROOMS, "rooms.request.list"),
    UPDATE(Owner.ROOMS, "rooms.request.update"),
    DELETE(Owner.ROOMS, "rooms.request.delete"),
    JOIN(Owner.ROOMS, "rooms.request.join"),
    LEAVE(Owner.ROOMS, "rooms.request.leave"),
    STATE(Owner.ROOMS, "rooms.request.state"),
    CHAT(Owner.ROOMS, "rooms.request.chat"),
    KICK(Owner.ROOMS, "rooms.request.kick"),
    BAN(Owner.ROOMS, "rooms.request.ban"),
    UNBAN(Owner.ROOMS, "rooms.request.unban"),
    MUTE(Owner.ROOMS, "rooms.request.mute"),
    PROMOTE(Owner.ROOMS, "rooms.request.promote"),
    LOCK(Owner.ROOMS, "rooms.request.lock"),
    ADMIT(Owner.ROOMS, "rooms.request.admit"),
    /** The roster, for members, the owner and services. */
    PEERS(Owner.ROOMS, "rooms.request.peers"),
    /** Internal: a session that was opened again takes its membership back. */
    RESUME(Owner.ROOMS),
    /** Internal: a gateway holds a member that a new owner does not know. */
    READMIT(Owner.ROOMS),
    /** Internal, from a call's owner: the room is open to the call's participants, from now on these. */
    OPEN_CALL(Owner.ROOMS),
    /** Internal, from a call's owner: the call is over, and its room with it. */
    CLOSE_CALL(Owner.ROOMS),

    REGISTER(Owner.PEOPLE, "auth.request.register"),
    LOGIN(Owner.PEOPLE, "auth.request.login"),
    REFRESH(Owner.PEOPLE, "auth.request.refresh"),
    PASSWORD(Owner.PEOPLE, "auth.request.password"),
    LOGOUT_ALL(Owner.PEOPLE, "auth.request.logout-all"),
    DELETE_ACCOUNT(Owner.PEOPLE, "auth.request.delete"),
    PERSON(Owner.PEOPLE, "people.request.get"),
    BLOCK(Owner.PEOPLE, "people.request.block"),
    UNBLOCK(Owner.PEOPLE, "people.request.unblock"),
    HISTORY(Owner.PEOPLE, "calls.request.history"),
    /** Internal, from a call's owner, keyed by username: an invitation for all devices, kept until it is settled. */
    RING(Owner.PEOPLE),
    /** Internal, from a call's owner, keyed by username: an event for all devices that are there. */
    NOTIFY(Owner.PEOPLE),

    /** Keyed by the id of the call, which the gateway makes of the caller and the request's id. */
    CALL(Owner.PEOPLE, "calls.request.create"),
    ANSWER(Owner.PEOPLE, "calls.request.answer"),
    REJECT(Owner.PEOPLE, "calls.request.reject"),
    CANCEL(Owner.PEOPLE, "calls.request.cancel"),
    END(Owner.PEOPLE, "calls.request.end"),
    /** Internal, from an invitee's owner, keyed by call: the invitation reached its first device. */
    RANG(Owner.PEOPLE),

    /** For services, with the message to everybody in the room as the whole body. Known from version 2 of the encoding on. */
    BROADCAST(Owner.ROOMS, "rooms.request.broadcast"),
    /** For services: a call of anybody's. Known from version 2 of the encoding on. */
    CALL_RECORD(Owner.PEOPLE, "calls.request.get");

    private static final Op[] VALUES = values();
    private static final Map<String, Op> BY_ADDRESS = Arrays.stream(VALUES)
            .filter(op -> op.address != null)
            .collect(Collectors.toUnmodifiableMap(op -> op.address, Function.identity()));

    private static final Set<Op> OF_SERVICES_ALONE = EnumSet.of(BROADCAST, CALL_RECORD);
    /** Beside these a service has no part in rooms and calls, and no account. */
    private static final Set<Op> OF_SERVICES = EnumSet.of(
            CREATE,
            GET,
            LIST,
            UPDATE,
            DELETE,
            PEERS,
            KICK,
            BAN,
            UNBAN,
            MUTE,
            PROMOTE,
            LOCK,
            ADMIT,
            BROADCAST,
            PERSON,
            CALL,
            CANCEL,
            END,
            CALL_RECORD);

    private final Owner owner;
    private final String address;

    Op(Owner owner) {
        this(owner, null);
    }

    Op(Owner owner, String address) {
        this.owner = owner;
        this.address = address;
    }

    /** Whose request it is. */
    public Owner owner() {
        return owner;
    }

    /** Whether it may be asked before {@code session.open}. */
    public boolean isOfAccounts() {
        return address != null && address.startsWith("auth.request.");
    }

    /** Whether services may ask for it. */
    public boolean isForServices() {
        return OF_SERVICES.contains(this);
    }

    /** Whether nobody but services may ask for it. */
    public boolean isForServicesAlone() {
        return OF_SERVICES_ALONE.contains(this);
    }

    /** Where it is asked for, null when it is internal. */
    public String address() {
        return address;
    }

    /** Everything that services may ask for. */
    public static Set<Op> ofServices() {
        return EnumSet.copyOf(OF_SERVICES);
    }

    /** The operation that clients ask for at this address, null when there is none. */
    public static Op ofAddress(String address) {
        return BY_ADDRESS.get(address);
    }

    /** Every address at which clients ask for something. */
    public static Set<String> addresses() {
        return BY_ADDRESS.keySet();
    }

    /** All that such owners are asked. */
    public static List<Op> of(Owner owner) {
        return Arrays.stream(VALUES).filter(op -> op.owner == owner).toList();
    }

    static Op at(int ordinal) {
        return VALUES[ordinal];
    }
}
