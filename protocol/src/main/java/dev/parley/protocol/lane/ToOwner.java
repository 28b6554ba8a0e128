package dev.parley.protocol.lane;

import dev.parley.protocol.Slice;
import java.util.List;

/**
 * From a gateway lane to the lane that owns an entity. {@code deadline} is in milliseconds of the cluster's clock; an
 * owner drops what is past it. {@code corr} is chosen by the gateway lane and comes back in the answer.
 */
public sealed interface ToOwner extends LaneMessage {

    /** The owned entity's key, of which the partition table knows the owner: a room id, a username or a call's id. */
    String key();

    /** Which kind of entity it is for. */
    default Owner owner() {
        return Owner.ROOMS;
    }

    /** A request that waits for exactly one of {@link ToGateway.Ack}, {@link ToGateway.Answer} or {@link ToGateway.Moved}. */
    sealed interface Asked extends ToOwner {
        long corr();

        String replyLane();

        long deadline();
    }

    /**
     * One WebRTC signal on its way to the room's owner.
     *
     * @param id the sender's number of it, from 1
     * @param base the sender's lowest number that is not settled, 0 when it named none
     * @param epoch the room's epoch as the sender knows it, empty when it named none
     * @param data the JSON value to pass on, byte for byte
     */
    record Signal(
            long corr,
            String replyLane,
            long deadline,
            String roomId,
            String from,
            String to,
            long id,
            long base,
            String epoch,
            Slice data)
            implements Asked {
        @Override
        public String key() {
            return roomId;
        }
    }

    /**
     * A request of the control plane.
     *
     * @param body the request's body as JSON, already known to be an object
     */
    record Request(long corr, String replyLane, long deadline, Op op, String key, Actor actor, Slice body)
            implements Asked {
        @Override
        public Owner owner() {
            return op.owner();
        }
    }

    /** "Send me this member's stream after {@code seq} of {@code epoch}": its socket has registered both addresses. */
    record Attach(String lane, String key, String peerId, int generation, String epoch, long seq) implements ToOwner {}

    /**
     * The member's socket no longer takes its stream.
     *
     * @param epoch the epoch of the stream that the socket had, with {@code seq} the last number written to it
     * @param gone true when the socket is closed, false when it only unregistered an address
     */
    record Detach(String lane, String key, String peerId, int generation, String epoch, long seq, boolean gone)
            implements ToOwner {}

    /**
     * A user's session is here, told when it opens and every few seconds; or it has closed.
     *
     * @param key the username
     * @param tokensFrom the account's last log-out of all devices before its token was issued, ms since 1970
     * @param inbox whether it listens to the user's inbox
     */
    record Presence(
            String lane,
            String key,
            String sessionId,
            String peerId,
            String displayName,
            long tokensFrom,
            boolean inbox,
            boolean open)
            implements ToOwner {
        @Override
        public Owner owner() {
            return Owner.PEOPLE;
        }
    }

    /**
     * A user takes part in a call, told when that begins or ends and every few seconds meanwhile.
     *
     * @param key the username
     */
    record InCall(String key, String callId, boolean in) implements ToOwner {
        @Override
        public Owner owner() {
            return Owner.PEOPLE;
        }
    }

    /**
     * Nobody is left in the room of a call; told every few seconds until somebody comes back or the call is over.
     *
     * @param key the call's id
     */
    record CallDeserted(String key) implements ToOwner {
        @Override
        public Owner owner() {
            return Owner.PEOPLE;
        }
    }

    /** What a lane holds for one owner lane, told again every few seconds: the leases of the members. */
    record Holdings(String lane, List<Holding> holdings) implements ToOwner {
        @Override
        public String key() {
            return "";
        }
    }

    /**
     * One membership that a socket really holds.
     *
     * @param seq the last number that the socket took
     * @param ready whether the socket has registered both addresses of the room
     */
    record Holding(String roomId, String peerId, int generation, String epoch, long seq, boolean ready) {}
}
