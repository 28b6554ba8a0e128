package dev.parley.watch;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.Json;
import dev.parley.protocol.UserRef;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one lane saw of calls: the latest entries of the calls that it saw last. Bounded by calls, by entries of one call
 * and of all, and by age. Confined to the lane.
 */
final class CallTraces {
    private final WatchConfig config;
    private final Map<String, Trace> byCall = new LinkedHashMap<>(16, 0.75f, true);
    private int entries;
    private long number;

    CallTraces(WatchConfig config) {
        this.config = config;
    }

    /** @param at when it happened, @param now when it is told, both by the cluster's clock */
    void add(String callId, TraceEntry entry, long at, long now) {
        Trace trace = trace(callId, now);
        if (trace == null) {
            return;
        }
        trace.entries.addLast(new Kept(++number, at, entry));
        entries++;
        if (trace.entries.size() > config.entries()) {
            trace.entries.removeFirst();
            trace.truncated = true;
            entries--;
        }
        while (entries > config.laneEntries() && byCall.size() > 1) {
            forgetEldest();
        }
    }

    /** Who takes part, who was called, and where: for the lane that owns the call. */
    void about(String callId, String roomId, List<UserRef> participants, List<UserRef> called, long now) {
        Trace trace = trace(callId, now);
        if (trace != null) {
            trace.roomId = roomId;
            trace.participants.addAll(participants);
            called.forEach(user -> trace.called.add(user.id()));
        }
    }

    private Trace trace(String callId, long now) {
        if (config.calls() == 0) {
            return null;
        }
        forgetOld(now);
        Trace trace = byCall.computeIfAbsent(callId, id -> new Trace());
        trace.touched = now;
        if (byCall.size() > config.calls()) {
            forgetEldest();
        }
        return trace;
    }

    private void forgetOld(long now) {
        while (!byCall.isEmpty() && now - byCall.values().iterator().next().touched >= config.keepMs()) {
            forgetEldest();
        }
    }

    private void forgetEldest() {
        Iterator<Trace> eldest = byCall.values().iterator();
        entries -= eldest.next().entries.size();
        eldest.remove();
    }

    /** Entries that it holds. */
    int size() {
        return entries;
    }

    /**
     * Adds what is known of the call to {@code answer}.
     *
     * @param lane the kind of this lane, and its name among those of the node
     */
    void tell(String callId, String lane, String name, long now, ObjectNode answer) {
        forgetOld(now);
        Trace trace = byCall.get(callId);
        if (trace == null) {
            return;
        }
        if (trace.roomId != null) {
            answer.put("roomId", trace.roomId);
        }
        ArrayNode participants = answer.withArray("participants");
        trace.participants.forEach(p -> participants.add(Json.tree(p)));
        trace.called.forEach(answer.withArray("called")::add);
        if (trace.truncated) {
            answer.put("truncated", true);
        }
        ArrayNode told = answer.withArray("entries");
        for (Kept kept : new ArrayList<>(trace.entries)) {
            boolean ofPage = kept.entry.step().compareTo(Step.ICE_CONNECTION) >= 0;
            ObjectNode json = kept.entry.json().put("at", kept.at).put("lane", ofPage ? "client" : lane);
            told.add(json.put("n", kept.number).put("order", ofPage ? kept.entry.peer() : name));
        }
    }

    private record Kept(long number, long at, TraceEntry entry) {}

    private static final class Trace {
        private final ArrayDeque<Kept> entries = new ArrayDeque<>(8);
        private final Set<UserRef> participants = new LinkedHashSet<>();
        private final Set<String> called = new LinkedHashSet<>();
        private String roomId;
        private long touched;
        private boolean truncated;
    }
}
