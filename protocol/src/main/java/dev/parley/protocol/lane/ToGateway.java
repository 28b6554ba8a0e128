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
     * @param code null on success, else why it was refused
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

    /** The owner knows no such member: the lane that holds the socket must ask for its readmission. */
    record Unknown(String roomId, String peerId, int generation) implements ToGateway {}

    /** The peer's session goes on elsewhere (or nowhere): close the socket of this or an older generation. */
    record Evict(String peerId, int generation, CloseReason reason) implements ToGateway {}
}
