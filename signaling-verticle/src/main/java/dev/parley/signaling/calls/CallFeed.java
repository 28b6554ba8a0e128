package dev.parley.signaling.calls;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.cluster.EventSink;
import dev.parley.protocol.Json;
import dev.parley.protocol.feed.Feed;
import dev.parley.protocol.feed.FeedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Tells other services what happens to calls. The events of a step are written with the call, so that the next owner
 * repeats those that the former one may not have told: they keep their ids, and the feed takes each once. A call has one
 * epoch for all its life. Confined to the lane.
 */
public final class CallFeed {
    static final String EPOCH = "1";
    /** For so long events stay in the record, until they are surely replicated elsewhere. */
    private static final long KEPT_MS = 2_000;

    private static final int KEPT_MAX = 64;

    private final EventSink sink;
    private final String nodeId;
    private final LongSupplier clusterMs;

    public CallFeed(EventSink sink, String nodeId, LongSupplier clusterMs) {
        this.sink = sink;
        this.nodeId = nodeId;
        this.clusterMs = clusterMs;
    }

    /** The call with what is to be told of the step. @param before null for a call that begins */
    Call note(Call before, Call after) {
        List<FeedEvent> events = new ArrayList<>();
        new Notes(after, events).compare(before);
        if (events.isEmpty()) {
            return after;
        }
        long now = clusterMs.getAsLong();
        List<FeedEvent> kept = new ArrayList<>(
                after.events().stream().filter(e -> now - e.at() < KEPT_MS).toList());
        kept.addAll(events);
        int from = Math.max(0, kept.size() - KEPT_MAX);
        return after.withEvents(after.told() + events.size(), kept.subList(from, kept.size()));
    }

    /** Tells those events that {@code before} had not. @param before null for a call that is new here */
    void tell(Call before, Call after) {
        long told = before == null ? 0 : before.told();
        after.events().stream().filter(event -> event.n() > told).forEach(sink::offer);
    }

    /** A call that the feed believes to go on and nobody knows. */
    public void forgotten(String callId) {
        ObjectNode data = Json.newObject().put("callId", callId).put("status", "unknown");
        sink.offer(event(callId, Integer.MAX_VALUE, "call.ended", data));
    }

    private FeedEvent event(String callId, long n, String type, ObjectNode data) {
        return new FeedEvent(callId + '-' + n, Feed.CALLS, callId, EPOCH, n, type, clusterMs.getAsLong(), nodeId, data);
    }

    /** Finds out what a step did. */
    private final class Notes {
        private final Call call;
        private final List<FeedEvent> events;

        private Notes(Call call, List<FeedEvent> events) {
            this.call = call;
            this.events = events;
        }

        private void compare(Call before) {
            if (before == null) {
                add("call.created", created());
            }
            boolean rang = before != null && before.invitations().stream().anyMatch(i -> i.rangAt() != 0);
            for (Invitation invitation : call.invitations()) {
                if (!invitation.barred()) {
                    rang = invited(before == null ? null : before.invitation(invitation.id()), invitation, rang);
                }
            }
            if (before != null && before.isPending() && call.startedAt() != 0) {
                add("call.answered", of());
            }
            if (call.isOver() && (before == null || !before.isOver())) {
                ended();
            }
        }

        /** @return whether the call has rung anywhere by now */
        private boolean invited(Invitation before, Invitation now, boolean rang) {
            if (before == null) {
                add("invitation.created", of(now));
            }
            boolean rings = now.rangAt() != 0 && (before == null || before.rangAt() == 0);
            if (rings && !rang) {
                add("call.ringing", of());
            }
            if (rings) {
                add("invitation.ringing", of(now));
            }
            if (before != null && !before.status().equals(now.status())) {
                add("invitation." + now.status(), of(now).put("reason", now.reason()));
            }
            return rang || rings;
        }

        private void ended() {
            ObjectNode data = of().put("status", call.status()).put("duration", call.duration());
            data.put("endedBy", call.endedBy() == null ? null : call.endedBy().username());
            boolean named = call.status().equals(Call.REJECTED) || call.status().equals(Call.CANCELLED);
            add(named ? "call." + call.status() : "call.ended", data);
        }

        private ObjectNode created() {
            ObjectNode data = of().put("callType", call.callType())
                    .put("createdBy", call.creator().username())
                    .put("createdById", call.creator().id());
            ArrayNode invitees = data.putArray("invitees");
            call.invitations().stream()
                    .filter(i -> !i.barred())
                    .forEach(i -> invitees.add(i.invitee().username()));
            return data;
        }

        private ObjectNode of() {
            return Json.newObject().put("callId", call.callId()).put("roomId", call.roomId());
        }

        private ObjectNode of(Invitation invitation) {
            return of().put("invitationId", invitation.id())
                    .put("invitee", invitation.invitee().username());
        }

        private void add(String type, ObjectNode data) {
            events.add(event(call.callId(), call.told() + events.size() + 1, type, data));
        }
    }
}
