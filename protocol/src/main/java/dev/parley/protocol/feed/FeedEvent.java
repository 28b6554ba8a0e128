package dev.parley.protocol.feed;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * One thing that happened. {@code (epoch, n)} orders the events of a key, see {@link dev.parley.protocol.Epoch#rank}.
 *
 * @param id the same however often the event is told
 * @param key the room's id, the call's id or the username
 * @param epoch a new one for each owner of a room
 * @param n 1, 2, 3 … within the epoch
 * @param type for example {@code peer.joined}
 * @param at when it happened, milliseconds since 1970
 * @param node the node that saw it
 */
public record FeedEvent(
        String id, Feed feed, String key, String epoch, long n, String type, long at, String node, ObjectNode data) {
    /** The roster as it is: whoever keeps a copy replaces it by this. */
    public static final String ROOM_STATE = "room.state";

    public static final String ROOM_CLOSED = "room.closed";
    public static final String PERSON_ONLINE = "person.online";
    public static final String PERSON_OFFLINE = "person.offline";
    public static final String PERSON_REGISTERED = "person.registered";
    public static final String PERSON_DELETED = "person.deleted";

    private static final Set<String> LAST =
            Set.of(ROOM_CLOSED, "call.rejected", "call.cancelled", "call.ended", PERSON_OFFLINE, PERSON_DELETED);

    /**
     * Whether the room, call or presence goes on after the event: false once it is over, null where the event says
     * nothing about it.
     */
    @JsonIgnore
    public Boolean goesOn() {
        return type.equals(PERSON_REGISTERED) ? null : Boolean.valueOf(!LAST.contains(type));
    }
}
