package dev.parley.gateway.session;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.protocol.Ids;
import dev.parley.protocol.Slice;

/** What a lane knows of one session in one room. */
final class Membership {
    private final String roomId;
    private final String callId;
    private boolean traced;
    private boolean waiting;
    private boolean leaving;
    private String epoch;
    private long seq;
    private long flushed;
    private long repairAskedAt;
    private boolean events;
    private boolean signals;
    private JsonNode self;
    private boolean guarded;
    private Slice joinBody = Slice.EMPTY;

    Membership(String roomId) {
        this.roomId = roomId;
        this.callId = Ids.callOfRoom(roomId);
    }

    String roomId() {
        return roomId;
    }

    /** The call that meets here, null for a room of its own. */
    String callId() {
        return callId;
    }

    /** Whether this is the first time that it is asked. */
    boolean isNewToTimeline() {
        boolean first = !traced;
        traced = true;
        return first;
    }

    /** In the lobby: no stream yet. */
    boolean isWaiting() {
        return waiting;
    }

    void waitInLobby(String roomEpoch, Slice body) {
        waiting = true;
        epoch = roomEpoch;
        joinBody = body;
    }

    /** The request to knock with again, should the owner forget. */
    Slice joinBody() {
        return joinBody;
    }

    /** The stream begins, or begins anew, after {@code number}. */
    void startAt(String roomEpoch, long number) {
        waiting = false;
        joinBody = Slice.EMPTY;
        epoch = roomEpoch;
        seq = number;
        flushed = number;
    }

    /**
     * The owner's reply to a join. For a member whose stream flows already it changes nothing, unless the number shows
     * that the owner had forgotten it and began a new stream.
     */
    void joined(String roomEpoch, long number, JsonNode reply) {
        if (waiting || !isReady() || !roomEpoch.equals(epoch) || number < seq) {
            startAt(roomEpoch, number);
        }
        introduced(reply);
    }

    /** @param told with {@code self} and {@code guarded}, or {@code room} from owners that do not tell the latter */
    void introduced(JsonNode told) {
        JsonNode room = told.path("room");
        guarded = told.path("guarded").asBoolean()
                || room.path("hasPassword").asBoolean()
                || room.path("locked").asBoolean()
                || room.path("lobby").asBoolean();
        self = told.get("self");
    }

    /** Whether a resume token may say that the peer is a member here. */
    boolean hasSeat() {
        return !waiting && !leaving && self != null && self.path("joinedAt").canConvertToLong();
    }

    /** Whether a request to leave is under way. */
    boolean isLeaving() {
        return leaving;
    }

    void leaving(boolean value) {
        leaving = value;
    }

    /** The peer as the owner introduced it, null when this lane never saw it join. */
    JsonNode self() {
        return self;
    }

    boolean isGuarded() {
        return guarded;
    }

    String epoch() {
        return epoch;
    }

    /** The last number that was given to the socket. */
    long seq() {
        return seq;
    }

    void wrote(long number) {
        seq = number;
    }

    /** The last number that the socket took. */
    long flushed() {
        return flushed;
    }

    void flushed(String ofEpoch, long number) {
        if (ofEpoch.equals(epoch)) {
            flushed = Math.max(flushed, number);
        }
    }

    /** Whether both addresses of the room are registered. */
    boolean isReady() {
        return events && signals;
    }

    void registerEvents(boolean on) {
        events = on;
    }

    void registerSignals(boolean on) {
        signals = on;
    }

    /** Whether the owner may be asked for a missing frame now; it is not asked for each frame behind a gap. */
    boolean mayAskRepair(long now, long everyMs) {
        if (now - repairAskedAt < everyMs) {
            return false;
        }
        repairAskedAt = now;
        return true;
    }
}
