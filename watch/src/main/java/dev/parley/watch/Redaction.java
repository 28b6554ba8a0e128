package dev.parley.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What may be shown of signals and events to whoever may not see them whole: what is not named here is left out. */
final class Redaction {
    private static final Set<String> SHOWN = Set.of(
            "type",
            "peerId",
            "reason",
            "role",
            "connection",
            "callId",
            "roomId",
            "invitationId",
            "callType",
            "duration",
            "inviter",
            "acceptedBy",
            "rejectedBy",
            "endedBy",
            "timestamp",
            "id",
            "from");

    /** Credentials are nobody's business, whatever the grant. */
    private static final String NEVER = "iceServers";

    private static final Set<String> KINDS = Set.of("host", "srflx", "prflx", "relay");
    private static final Set<String> PROTOCOLS = Set.of("udp", "tcp");
    private static final int CANDIDATE_PROTOCOL = 2;
    private static final int CANDIDATE_KIND = 7;

    private Redaction() {}

    /** A signal's data: what they are, but no address, key or text of anybody. */
    static ObjectNode signal(String kind, JsonNode data) {
        ObjectNode shown = Json.newObject().put("type", kind);
        if (data.path("sdp").isTextual()) {
            shown.set("sdp", description(data.get("sdp").textValue()));
        }
        if (kind.equals("ice-candidate")) {
            shown.set("candidate", candidate(data.path("candidate")));
        }
        return shown;
    }

    private static ObjectNode description(String sdp) {
        List<String> media = new ArrayList<>();
        int candidates = 0;
        for (String line : sdp.split("\\r?\\n")) {
            if (line.startsWith("m=")) {
                media.add(word(line.substring(2).split(" ", 2)[0]));
            } else if (line.startsWith("a=candidate:")) {
                candidates++;
            }
        }
        ObjectNode shown = Json.newObject().put("bytes", sdp.length()).put("candidates", candidates);
        ArrayNode names = shown.putArray("media");
        media.forEach(names::add);
        return shown;
    }

    private static String word(String media) {
        return Set.of("audio", "video", "application").contains(media) ? media : "other";
    }

    private static JsonNode candidate(JsonNode told) {
        String line = told.path("candidate").asText("");
        if (line.isEmpty()) {
            return Json.newObject().nullNode();
        }
        String[] words = line.split(" ");
        ObjectNode shown = Json.newObject();
        shown.put("protocol", among(PROTOCOLS, words, CANDIDATE_PROTOCOL));
        shown.put("kind", among(KINDS, words, CANDIDATE_KIND));
        if (told.path("sdpMLineIndex").isInt()) {
            shown.put("sdpMLineIndex", told.path("sdpMLineIndex").intValue());
        }
        return shown;
    }

    private static String among(Set<String> known, String[] words, int at) {
        return words.length > at && known.contains(words[at].toLowerCase(java.util.Locale.ROOT))
                ? words[at].toLowerCase(java.util.Locale.ROOT)
                : "other";
    }

    /** An event's plain fields, and of whom it is. */
    static ObjectNode event(ObjectNode body) {
        ObjectNode shown = Json.newObject();
        body.fields().forEachRemaining(field -> {
            if (SHOWN.contains(field.getKey()) && field.getValue().isValueNode()) {
                shown.set(field.getKey(), field.getValue());
            }
        });
        if (body.at("/peer/peerId").isTextual()) {
            shown.set("peerId", body.at("/peer/peerId"));
        }
        return shown;
    }

    /** All of an event but credentials. */
    static ObjectNode raw(ObjectNode body) {
        ObjectNode shown = body.deepCopy();
        shown.remove(NEVER);
        return shown;
    }
}
