package dev.parley.signaling.calls;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.Ids;
import dev.parley.protocol.Json;
import dev.parley.protocol.UserRef;
import dev.parley.protocol.lane.Op;
import java.util.ArrayList;
import java.util.List;

/** One step of a call under construction: what changes, and who is to be told. */
final class Step {
    private final Call from;
    private final long now;
    private final List<Invitation> invitations;
    private final List<Errand> errands;
    private String status;
    private long startedAt;
    private long endedAt;
    private UserRef endedBy;

    Step(Call from, long now) {
        this.from = from;
        this.now = now;
        this.invitations = new ArrayList<>(from.invitations());
        this.errands = new ArrayList<>(from.errands());
        this.status = from.status();
        this.startedAt = from.startedAt();
        this.endedAt = from.endedAt();
        this.endedBy = from.endedBy();
    }

    List<Invitation> pending() {
        return invitations.stream().filter(Invitation::isPending).toList();
    }

    boolean any(String invitationStatus) {
        return invitations.stream().anyMatch(i -> i.status().equals(invitationStatus));
    }

    Step replace(Invitation changed) {
        invitations.replaceAll(i -> i.id().equals(changed.id()) ? changed : i);
        return this;
    }

    void start() {
        if (startedAt == 0) {
            startedAt = now;
            status = Call.ACTIVE;
        }
    }

    void end(String how, UserRef by) {
        status = how;
        endedAt = now;
        endedBy = by;
        errands.removeIf(e -> e.op() == Op.OPEN_CALL);
        errand(Op.CLOSE_CALL, from.roomId(), Json.newObject());
    }

    /** The room of the call is open to these from now on. */
    Step open(List<UserRef> participants, long expiresAt) {
        ObjectNode body = Json.newObject().put("callId", from.callId()).put("expiresAt", expiresAt);
        errands.removeIf(e -> e.op() == Op.OPEN_CALL);
        participants.forEach(p -> body.withArray("participants").add(p.id()));
        return errand(Op.OPEN_CALL, from.roomId(), body);
    }

    /** An invitation for all of the invitee's devices, kept for them until it is settled. */
    Step ring(Invitation invitation) {
        ObjectNode event = event("invitation")
                .put("invitationId", invitation.id())
                .put("callId", from.callId())
                .put("roomId", from.roomId())
                .put("inviter", from.creator().username())
                .put("inviterId", from.creator().id())
                .put("inviterName", from.creatorName())
                .put("callType", from.callType());
        ObjectNode body = Json.newObject().put("invitationId", invitation.id());
        body.set("event", event);
        return errand(Op.RING, invitation.invitee().username(), body);
    }

    /** Tells the invitee's devices, but the one that did it, that the invitation is over. */
    Step settle(Invitation invitation, String reason, String exceptPeer) {
        if (invitation.barred()) {
            return this;
        }
        errands.removeIf(e ->
                e.op() == Op.RING && e.body().get("invitationId").textValue().equals(invitation.id()));
        ObjectNode body = Json.newObject().put("settles", invitation.id()).put("except", exceptPeer);
        body.set("event", cancelled(invitation, reason));
        return errand(Op.NOTIFY, invitation.invitee().username(), body);
    }

    ObjectNode cancelled(Invitation invitation, String reason) {
        return event("invitation_cancelled")
                .put("invitationId", invitation.id())
                .put("callId", from.callId())
                .put("reason", reason);
    }

    /** Tells all of a user's devices. */
    Step tell(UserRef user, ObjectNode event) {
        ObjectNode body = Json.newObject();
        body.set("event", event);
        return errand(Op.NOTIFY, user.username(), body);
    }

    ObjectNode event(String type) {
        return Json.newObject().put("type", type).put("id", Ids.newEventId()).put("timestamp", now);
    }

    private Step errand(Op op, String key, ObjectNode body) {
        long number = errands.isEmpty()
                ? from.version() * 1_000
                : errands.get(errands.size() - 1).number() + 1;
        errands.add(new Errand(Math.max(number, from.version() * 1_000), op, key, body));
        return this;
    }

    Call done() {
        return new Call(
                from.callId(),
                from.roomId(),
                from.callType(),
                from.creator(),
                from.creatorName(),
                invitations,
                status,
                from.createdAt(),
                startedAt,
                endedAt,
                endedBy,
                from.version() + 1,
                errands,
                from.told(),
                from.events());
    }
}
