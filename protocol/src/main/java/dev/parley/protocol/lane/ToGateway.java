package dev.parley.protocol.lane;

import dev.parley.protocol.CloseReason;
import dev.parley.protocol.Code;
import dev.parley.protocol.Slice;
import java.util.List;

/** From an owner's lane, or from a recipient's gateway lane, to a gateway lane. */
public sealed interface ToGateway extends LaneMessage {

    /** What a stream's frame means beside its content. */
    enum Mark {
        /** The next frame of the stream. */
        NEXT,
        /** The stream begins anew after this frame: a resync, or an admission. */
        START,
        /** The membership ends with this frame. */
        LAST,
        /** Outside the stream: it carries no place in it. */
        ASIDE
    }

    /**
     * One frame for one member.
     *
     * @param ackLane where to send {@link Ack} once it is written; empty when nobody waits
     */
    record Deliver(
            String roomId, String epoch, String peerId, long seq, Mark mark, Frame frame, String ackLane, long ackCorr)
            implements ToGateway {}

    /** One frame for several members on the same lane, each with a place of its own in its stream. */
    record Fanout(String roomId, String epoch, Frame frame, List<Place> places) implements ToGateway {}

    /** A member's place for a frame that several members get. */
    record Place(String peerId, long seq, Mark mark) {}

    /** The signal was written, or is kept for a recipient that is away. */
    record Ack(long corr) implements ToGateway {}

    /**
     * The end of a request.
     *
     * @param code null on success, else why it was refused; {@code seq} is then how long to wait, in ms, 0 for the usual
     * @param body on success the reply's body as JSON; on refusal the detail as plain text
     * @param epoch the room's epoch where it matters (join, resume, {@code epoch_changed}), else empty
     * @param seq the number after which the member's stream follows, where {@code epoch} begins one
     */
    record Answer(long corr, Code code, Slice body, String epoch, long seq) implements ToGateway {
        public boolean succeeded() {
            return code == null;
        }
    }

    /** The asked lane does not own the entity: look up the owner again and retry. */
    record Moved(long corr) implements ToGateway {}

    /** The request is under way; its answer takes longer than most. */
    record Busy(long corr) implements ToGateway {}

    /** The owner knows no such member: the lane that holds the socket must ask for its readmission. */
    record Unknown(String roomId, String peerId, int generation) implements ToGateway {}

    /**
     * An event for a user's devices on the lane that listen to the user's inbox. A session is given one event once.
     *
     * @param toPeer the only session that it is for, empty for all
     * @param exceptPeer a session that it is not for, empty for none
     * @param eventId the event's {@code id}
     * @param event the event as JSON
     */
    record Inbox(String username, String toPeer, String exceptPeer, String eventId, Slice event) implements ToGateway {}

    /**
     * The user's sessions whose tokens are older than the account's last log-out of all devices end.
     *
     * @param before when that was, in milliseconds since 1970
     * @param exceptPeer the session that asked for it, empty for none
     */
    record LoggedOut(String username, long before, String exceptPeer) implements ToGateway {}

    /** The peer's session goes on elsewhere (or nowhere): close the socket of this or an older generation. */
    record Evict(String peerId, int generation, CloseReason reason) implements ToGateway {}
}
