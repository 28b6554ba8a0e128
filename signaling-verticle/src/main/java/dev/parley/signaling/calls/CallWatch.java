package dev.parley.signaling.calls;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.Json;
import dev.parley.watch.LaneWatch;
import dev.parley.watch.Step;
import dev.parley.watch.TraceEntry;
import java.util.Map;

/** Shows the timeline of a call its steps: what is different after each. Confined to the lane. */
public final class CallWatch {
    private static final Map<String, Step> OF_INVITATIONS = Map.of(
            Invitation.ACCEPTED, Step.ACCEPTED,
            Invitation.REJECTED, Step.REJECTED,
            Invitation.MISSED, Step.MISSED,
            Invitation.CANCELLED, Step.CANCELLED);

    private final LaneWatch lane;

    public CallWatch(LaneWatch lane) {
        this.lane = lane;
    }

    /** The call was written. @param before null when it is new */
    void stepped(Call before, Call after) {
        about(after);
        if (before == null) {
            tell(
                    after,
                    Step.CREATED,
                    after.creator().username(),
                    Json.newObject().put("callType", after.callType()));
        }
        after.invitations().forEach(i -> stepped(after, before == null ? null : before.invitation(i.id()), i));
        if (after.isOver() && (before == null || !before.isOver())) {
            String by = after.endedBy() == null ? null : after.endedBy().username();
            tell(after, Step.ENDED, by, Json.newObject().put("status", after.status()));
        }
    }

    private void stepped(Call call, Invitation before, Invitation after) {
        String invitee = after.invitee().username();
        // also where the invitee has blocked the caller, who is not to be told
        if (before == null) {
            tell(call, Step.RINGING, invitee, null);
        }
        if (after.rangAt() != 0 && (before == null || before.rangAt() == 0)) {
            tell(call, Step.RANG, invitee, null);
        }
        Step step = OF_INVITATIONS.get(after.status());
        if (step != null && (before == null || !before.status().equals(after.status()))) {
            tell(call, step, invitee, null);
        }
    }

    /** Another owner had it until now. */
    void inherited(Call call) {
        about(call);
        tell(call, Step.OWNER, null, null);
    }

    private void about(Call call) {
        lane.about(call.callId(), call.roomId(), call.participants(), call.called());
    }

    private void tell(Call call, Step step, String user, ObjectNode detail) {
        lane.trace(call.callId(), TraceEntry.ofUser(step, user, detail));
    }
}
