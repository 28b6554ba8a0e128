package dev.parley.signaling.calls;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.Json;
import dev.parley.protocol.UserRef;

/** A call as the wire contract shows it, in the form of its caller's history. */
final class CallView {
    private CallView() {}

    static ObjectNode of(Call call) {
        ObjectNode json = Json.newObject()
                .put("callId", call.callId())
                .put("roomId", call.roomId())
                .put("callType", call.callType())
                .put("createdBy", call.creator().username());
        ArrayNode participants =
                json.putArray("participants").add(call.creator().username());
        call.invitations().stream()
                .filter(invitation -> !invitation.barred())
                .map(Invitation::invitee)
                .map(UserRef::username)
                .sorted()
                .forEach(participants::add);
        json.put("status", call.status()).put("direction", "out").put("outcome", call.status());
        json.put("createdAt", call.createdAt());
        time(json, "startedAt", call.startedAt());
        time(json, "endedAt", call.endedAt());
        return json.put("duration", call.duration());
    }

    /** A time that has not come yet is null. */
    private static void time(ObjectNode json, String name, long at) {
        if (at == 0) {
            json.putNull(name);
        } else {
            json.put(name, at);
        }
    }
}
