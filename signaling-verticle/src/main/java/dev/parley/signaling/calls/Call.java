package dev.parley.signaling.calls;

import dev.parley.protocol.UserRef;
import dev.parley.protocol.feed.FeedEvent;
import java.util.List;
import java.util.stream.Stream;

/**
 * A call as the cluster keeps it. Times in milliseconds since 1970, 0 for not yet.
 *
 * @param requestId the request that created it
 * @param endedBy who ended it, null while it goes on or when time did
 * @param version counts its steps
 * @param errands what others are still to be told, oldest first
 * @param told how many events the feed was given
 * @param events the latest of them, for the next owner to repeat
 */
public record Call(
        String callId,
        String roomId,
        String callType,
        UserRef creator,
        String creatorName,
        List<Invitation> invitations,
        String status,
        long createdAt,
        long startedAt,
        long endedAt,
        UserRef endedBy,
        long version,
        List<Errand> errands,
        long told,
        List<FeedEvent> events) {
    static final String PENDING = "pending";
    static final String ACTIVE = "active";
    static final String COMPLETED = "completed";
    static final String MISSED = "missed";
    static final String REJECTED = "rejected";
    static final String CANCELLED = "cancelled";

    private static final long MS_PER_SECOND = 1_000;

    public Call {
        invitations = List.copyOf(invitations);
        errands = List.copyOf(errands);
        // a node that knew no feed has written none
        events = events == null ? List.of() : List.copyOf(events);
    }

    boolean isPending() {
        return status.equals(PENDING);
    }

    boolean isActive() {
        return status.equals(ACTIVE);
    }

    boolean isOver() {
        return endedAt != 0;
    }

    /** Whole seconds from the first acceptance to the end. */
    public long duration() {
        return startedAt == 0 || endedAt == 0 ? 0 : Math.max(0, endedAt - startedAt) / MS_PER_SECOND;
    }

    /** Null when the call has none with this id. */
    Invitation invitation(String id) {
        return invitations.stream().filter(i -> i.id().equals(id)).findFirst().orElse(null);
    }

    /** Who is in the call: the caller and those who accepted. */
    List<UserRef> participants() {
        Stream<UserRef> accepted =
                invitations.stream().filter(Invitation::isAccepted).map(Invitation::invitee);
        return Stream.concat(Stream.of(creator), accepted).toList();
    }

    /** Who was called: not those who have blocked the caller, for whom there is no such call. */
    List<UserRef> called() {
        return invitations.stream()
                .filter(invitation -> !invitation.barred())
                .map(Invitation::invitee)
                .toList();
    }

    boolean hasParticipant(UserRef user) {
        return participants().stream().anyMatch(p -> p.id().equals(user.id()));
    }

    Call without(Errand done) {
        List<Errand> left =
                errands.stream().filter(e -> e.number() != done.number()).toList();
        return with(left, told, events);
    }

    Call withEvents(long count, List<FeedEvent> latest) {
        return with(errands, count, latest);
    }

    private Call with(List<Errand> open, long count, List<FeedEvent> latest) {
        return new Call(
                callId,
                roomId,
                callType,
                creator,
                creatorName,
                invitations,
                status,
                createdAt,
                startedAt,
                endedAt,
                endedBy,
                version,
                open,
                count,
                latest);
    }
}
