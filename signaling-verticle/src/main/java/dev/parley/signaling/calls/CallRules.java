package dev.parley.signaling.calls;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.Code;
import dev.parley.protocol.Ids;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.UserRef;
import dev.parley.protocol.lane.Actor;
import java.util.ArrayList;
import java.util.List;

/**
 * What a step makes of a call. Every method takes the call as it is and returns the call as it is then, or the same when
 * nothing changes; it throws the {@link Refusal} that the client is to get. No state, no clock, no input or output.
 */
final class CallRules {
    private static final String ANSWERED_ELSEWHERE = "answered_elsewhere";
    private static final String REJECTED_ELSEWHERE = "rejected_elsewhere";
    private static final String CALLER_HANGUP = "caller_hangup";
    private static final String TIMEOUT = "timeout";

    private final CallTimes times;

    CallRules(CallTimes times) {
        this.times = times;
    }

    /** Somebody who is called. */
    record Invitee(UserRef user, boolean barred) {}

    /** A new call: its room is opened to the caller, and everybody who is invited rings. */
    Call begin(String callId, Actor caller, String callType, List<Invitee> invitees, long now) {
        List<Invitation> invitations = new ArrayList<>();
        for (Invitee invitee : invitees) {
            String id = Ids.newInvitationId(callId);
            invitations.add(new Invitation(
                    id,
                    invitee.user(),
                    Invitation.PENDING,
                    "",
                    now,
                    now + times.invitationMs(),
                    0,
                    0,
                    "",
                    invitee.barred()));
        }
        Call call = new Call(
                callId,
                Ids.roomOfCall(callId),
                callType,
                caller.user(),
                caller.displayName(),
                invitations,
                Call.PENDING,
                now,
                0,
                0,
                null,
                0,
                List.of(),
                0,
                List.of());
        Step step = new Step(call, now).open(call.participants(), now + times.callMs());
        invitations.stream().filter(i -> !i.barred()).forEach(step::ring);
        return step.done();
    }

    /** The invitation reached its first device: from now on the time of ringing runs. */
    Call rang(Call call, String invitationId, long now) {
        Invitation invitation = call.invitation(invitationId);
        return invitation == null || !invitation.isPending() || invitation.rangAt() != 0
                ? call
                : new Step(call, now).replace(invitation.rang(now)).done();
    }

    /** One device accepts; every other one is told, and every later one refused. Repeating it is harmless. */
    Call accept(Call call, String invitationId, Actor by, long now) {
        Invitation invitation = own(call, invitationId, by);
        if (invitation.isAccepted() && isBySame(invitation, by) && !call.isOver()) {
            return call;
        }
        requirePending(call, invitation);
        Step step = new Step(call, now).replace(invitation.settled(Invitation.ACCEPTED, "", by.peerId(), now));
        step.start();
        List<UserRef> participants = new ArrayList<>(call.participants());
        participants.add(by.user());
        step.open(participants, call.createdAt() + times.callMs());
        step.settle(invitation, ANSWERED_ELSEWHERE, by.peerId());
        ObjectNode accepted = step.event("invitation_accepted")
                .put("callId", call.callId())
                .put("acceptedBy", by.user().username());
        return step.tell(call.creator(), accepted).done();
    }

    /** @param reason {@code declined} or {@code busy} */
    Call reject(Call call, String invitationId, Actor by, String reason, long now) {
        Invitation invitation = own(call, invitationId, by);
        if (invitation.status().equals(Invitation.REJECTED) && isBySame(invitation, by)) {
            return call;
        }
        requirePending(call, invitation);
        Step step = new Step(call, now).replace(invitation.settled(Invitation.REJECTED, reason, by.peerId(), now));
        step.settle(invitation, REJECTED_ELSEWHERE, by.peerId());
        ObjectNode rejected = step.event("invitation_rejected")
                .put("callId", call.callId())
                .put("rejectedBy", by.user().username())
                .put("reason", reason);
        return endIfNobodyIsLeft(step.tell(call.creator(), rejected)).done();
    }

    /** The caller, or a service, gives up before anybody answered. */
    Call cancel(Call call, Actor by, long now) {
        requireParticipant(call, by);
        if (!by.isService() && !by.user().id().equals(call.creator().id())) {
            throw new Refusal(Code.NOT_ALLOWED, "Only the caller may cancel a call. End it instead.");
        }
        if (call.status().equals(Call.CANCELLED)) {
            return call;
        }
        if (!call.isPending()) {
            throw new Refusal(Code.ALREADY_ANSWERED, "The call was answered or is over. End it instead.");
        }
        return close(call, Call.CANCELLED, by.user(), now);
    }

    /** A participant, or a service, ends the call for everybody. Ending it twice is harmless. */
    Call end(Call call, Actor by, long now) {
        requireParticipant(call, by);
        if (call.isOver()) {
            return call;
        }
        return close(call, call.isPending() ? Call.CANCELLED : Call.COMPLETED, by.user(), now);
    }

    /** Nobody is left in the room: an active call is over, unless its people are still on their way. */
    Call deserted(Call call, long now) {
        return call.isActive() && now - call.startedAt() >= times.emptyMs()
                ? close(call, Call.COMPLETED, null, now)
                : call;
    }

    /** What time has ended: invitations that nobody answered, calls that are older than a call may be. */
    Call expire(Call call, long now) {
        if (call.isOver()) {
            return call;
        }
        if (now >= call.createdAt() + times.callMs()) {
            return close(call, call.isPending() ? Call.MISSED : Call.COMPLETED, null, now);
        }
        Step step = new Step(call, now);
        List<Invitation> late =
                step.pending().stream().filter(i -> now >= i.endsAt(times)).toList();
        for (Invitation invitation : late) {
            step.replace(invitation.settled(Invitation.MISSED, TIMEOUT, "", now))
                    .settle(invitation, TIMEOUT, "");
            step.tell(call.creator(), step.cancelled(invitation, TIMEOUT));
        }
        return late.isEmpty() ? call : endIfNobodyIsLeft(step).done();
    }

    private Call close(Call call, String how, UserRef by, long now) {
        Step step = new Step(call, now);
        for (Invitation invitation : step.pending()) {
            String status = how.equals(Call.CANCELLED) ? Invitation.CANCELLED : Invitation.MISSED;
            step.replace(invitation.settled(status, CALLER_HANGUP, "", now)).settle(invitation, CALLER_HANGUP, "");
        }
        step.end(how, by);
        Call over = step.done();
        Step told = new Step(over, now);
        for (UserRef participant : over.participants()) {
            told.tell(
                    participant,
                    told.event("call_ended")
                            .put("callId", over.callId())
                            .put("endedBy", by == null ? null : by.username())
                            .put("duration", over.duration()));
        }
        return told.done();
    }

    private static Step endIfNobodyIsLeft(Step step) {
        if (step.pending().isEmpty() && !step.any(Invitation.ACCEPTED)) {
            step.end(step.any(Invitation.REJECTED) ? Call.REJECTED : Call.MISSED, null);
        }
        return step;
    }

    /** Somebody else's invitation answers as one that does not exist. */
    private static Invitation own(Call call, String invitationId, Actor by) {
        Invitation invitation = call == null ? null : call.invitation(invitationId);
        if (invitation == null
                || invitation.barred()
                || !invitation.invitee().id().equals(by.user().id())) {
            throw unknownInvitation();
        }
        return invitation;
    }

    static Refusal unknownInvitation() {
        return new Refusal(Code.INVITATION_UNKNOWN, "There is no such invitation.");
    }

    static Refusal unknownCall() {
        return new Refusal(Code.CALL_UNKNOWN, "There is no such call.");
    }

    private static boolean isBySame(Invitation invitation, Actor by) {
        return !by.peerId().isEmpty() && invitation.settledBy().equals(by.peerId());
    }

    private static void requirePending(Call call, Invitation invitation) {
        boolean answered = invitation.isAccepted() || invitation.status().equals(Invitation.REJECTED);
        if (answered) {
            throw new Refusal(Code.ALREADY_ANSWERED, "The invitation was answered on another device.");
        }
        if (!invitation.isPending() || call.isOver()) {
            throw new Refusal(Code.INVITATION_EXPIRED, "The call is not ringing any more.");
        }
    }

    private static void requireParticipant(Call call, Actor by) {
        if (call == null || !(by.isService() || call.hasParticipant(by.user()))) {
            throw unknownCall();
        }
    }
}
