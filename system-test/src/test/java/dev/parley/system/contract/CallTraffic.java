package dev.parley.system.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.Ids;
import dev.parley.protocol.Json;
import dev.parley.system.fixture.RawPeer;

/** Calls that are answered, rejected and cancelled, and what people ask about each other. */
final class CallTraffic {
    private static final String CREATE = "calls.request.create";

    private final BusContract bus;

    CallTraffic(BusContract bus) {
        this.bus = bus;
    }

    private static ObjectNode with(String field, String value) {
        return Json.newObject().put(field, value);
    }

    private ObjectNode ring(RawPeer caller, String callee) {
        ObjectNode body = with("callType", "video").put("requestId", Ids.random(6));
        body.withArray("invitees").add(callee);
        return bus.ask(caller, CREATE, body);
    }

    private static ObjectNode invitation(JsonNode call) {
        return with("invitationId", call.at("/invitations/0/invitationId").asText());
    }

    private static ObjectNode call(JsonNode call) {
        return with("callId", call.path("callId").asText());
    }

    void calls(RawPeer caller, RawPeer phone, RawPeer laptop, String callee) {
        ObjectNode answered = ring(caller, callee);
        laptop.awaitInbox("invitation");
        bus.ask(phone, "calls.request.answer", invitation(answered).put("action", "accept"));
        caller.awaitInbox("invitation_accepted");
        caller.join(answered.path("roomId").asText());
        ObjectNode trace = call(answered).put("now", 2);
        ObjectNode event = trace.withArray("events").addObject().put("at", 1).put("kind", "connection");
        event.putObject("detail").put("state", "connected");
        bus.ask(caller, "calls.request.trace", trace);
        bus.ask(caller, "calls.request.end", call(answered));
        caller.awaitInbox("call_ended");
        bus.ask(phone, "calls.request.reject", invitation(ring(caller, callee)).put("reason", "busy"));
        caller.awaitInbox("invitation_rejected");
        bus.ask(caller, "calls.request.cancel", call(ring(caller, callee)));
        laptop.awaitInbox("invitation_cancelled", 3);
        bus.ask(phone, "calls.request.history", Json.newObject().put("limit", 10));
        bus.refused(phone, "call_unknown", "calls.request.end", with("callId", "c_" + "A".repeat(22)));
        bus.pushed(laptop);
    }

    /** An application looks at a call of others and ends it. */
    void services(RawPeer service, String caller, String callee) {
        ObjectNode body = with("callType", "audio").put("caller", caller);
        body.withArray("invitees").add(callee);
        ObjectNode made = bus.ask(service, CREATE, body);
        bus.ask(service, "calls.request.get", call(made));
        bus.ask(service, "calls.request.cancel", call(made));
        bus.refused(service, "access_denied", "calls.request.history", Json.newObject());
    }

    void people(RawPeer peer, String other) {
        for (String request : new String[] {"get", "block", "unblock"}) {
            bus.ask(peer, "people.request." + request, with("username", other));
        }
    }
}
