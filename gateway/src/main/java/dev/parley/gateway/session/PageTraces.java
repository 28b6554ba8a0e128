package dev.parley.gateway.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.Code;
import dev.parley.protocol.Fields;
import dev.parley.protocol.Ids;
import dev.parley.protocol.Json;
import dev.parley.protocol.Limits;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.Slice;
import dev.parley.watch.LaneWatch;
import dev.parley.watch.Step;
import dev.parley.watch.TraceEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What pages tell of their own connections, for the timeline of the call that they are in. Only what is listed here is
 * taken: no address, no SDP, nothing that somebody wrote.
 */
final class PageTraces {
    /** Events of one request. */
    static final int EVENTS_MAX = 50;

    static final int BYTES_MAX = 4_096;

    /** How long a page may keep its events before it sends them. */
    private static final long AGO_MAX_MS = 60_000;

    private static final Set<String> BODY = Set.of("callId", "now", "events");
    private static final Set<String> EVENT = Set.of("at", "kind", "peer", "detail");
    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9-]{0,31}");
    private static final Pattern SERVER =
            Pattern.compile("(stun|stuns|turn|turns):[A-Za-z0-9._\\[\\]:-]{1,255}(\\?transport=(udp|tcp))?");
    private static final Predicate<JsonNode> IS_WORD =
            node -> node.isTextual() && WORD.matcher(node.textValue()).matches();
    private static final Predicate<JsonNode> IS_COUNT =
            node -> node.isIntegralNumber() && node.canConvertToInt() && node.intValue() >= 0;
    private static final Predicate<JsonNode> IS_SERVER =
            node -> node.isTextual() && SERVER.matcher(node.textValue()).matches();

    /** The kinds of events, and which details of what form each may have. */
    private static final Map<Step, Map<String, Predicate<JsonNode>>> KINDS = Map.of(
            Step.ICE_CONNECTION, Map.of("state", IS_WORD),
            Step.ICE_GATHERING, Map.of("state", IS_WORD),
            Step.CONNECTION, Map.of("state", IS_WORD),
            Step.PATH, Map.of("path", IS_WORD, "local", IS_WORD, "remote", IS_WORD, "protocol", IS_WORD),
            Step.ICE_CANDIDATE_ERROR, Map.of("url", IS_SERVER, "code", IS_COUNT),
            Step.FIRST_FRAME, Map.of("media", IS_WORD),
            Step.CANDIDATES, Map.of("host", IS_COUNT, "srflx", IS_COUNT, "relay", IS_COUNT));

    private final LaneWatch watch;

    PageTraces(LaneWatch watch) {
        this.watch = watch;
    }

    /** @throws Refusal {@code not_member} outside the call's room, {@code invalid_argument} for anything that is not listed */
    Slice take(Session session, Slice body) {
        if (body.length() > BYTES_MAX) {
            throw new Refusal(Code.FRAME_TOO_LARGE, "The events of a page have at most " + BYTES_MAX + " bytes.");
        }
        Fields fields = Fields.of(body).only(BODY);
        String callId = fields.text("callId", 1, Limits.CHAT_ID);
        Membership room = Ids.isCallId(callId) ? session.room(Ids.roomOfCall(callId)) : null;
        if (room == null || room.isWaiting()) {
            throw new Refusal(Code.NOT_MEMBER, "Join the room of the call before you tell of it.");
        }
        long now = fields.integer("now", 0, Limits.MAX_SAFE_INTEGER);
        List<Told> events = events(fields, session.peerId());
        events.forEach(e -> watch.trace(callId, e.entry, Math.max(0, Math.min(AGO_MAX_MS, now - e.at))));
        return Slice.utf8("{}");
    }

    private static List<Told> events(Fields fields, String peerId) {
        if (!(fields.json().get("events") instanceof ArrayNode list) || list.size() > EVENTS_MAX) {
            throw Refusal.invalid("events must be a list of at most " + EVENTS_MAX + " events.");
        }
        List<Told> events = new ArrayList<>(list.size());
        for (JsonNode each : list) {
            if (!(each instanceof ObjectNode object)) {
                throw Refusal.invalid("events must hold objects {at, kind, peer, detail}.");
            }
            events.add(event(new Fields(object).only(EVENT), peerId));
        }
        return events;
    }

    private static Told event(Fields event, String peerId) {
        Step kind = kind(event.text("kind", 1, 32));
        String peer = event.json().hasNonNull("peer") ? event.text("peer", 1, Ids.ROOM_ID_MAX) : null;
        if (peer != null && !Ids.isPeerId(peer)) {
            throw Refusal.invalid("peer must be the id of a peer.");
        }
        ObjectNode detail = event.objectOr("detail", BYTES_MAX);
        detail.fields().forEachRemaining(field -> check(kind, field));
        return new Told(
                event.integer("at", 0, Limits.MAX_SAFE_INTEGER), TraceEntry.ofPage(kind, peerId, peer, copy(detail)));
    }

    private static Step kind(String wire) {
        return KINDS.keySet().stream()
                .filter(step -> step.wire().equals(wire))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid(
                        "kind is not one that a page may tell: " + wire.toLowerCase(Locale.ROOT) + "."));
    }

    private static void check(Step kind, Map.Entry<String, JsonNode> field) {
        Predicate<JsonNode> form = KINDS.get(kind).get(field.getKey());
        if (form == null || !form.test(field.getValue())) {
            throw Refusal.invalid("A detail of " + kind.wire() + " is not one that is taken, or not in its form.");
        }
    }

    private static ObjectNode copy(ObjectNode detail) {
        return detail.isEmpty() ? null : Json.newObject().setAll(detail);
    }

    private record Told(long at, TraceEntry entry) {}
}
