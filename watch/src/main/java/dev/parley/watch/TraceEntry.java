package dev.parley.watch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.Json;

/**
 * One thing that a lane saw of a call. What does not apply is null or 0.
 *
 * @param peer the peer whose socket or page it was, else the one that it is about
 * @param user a username
 * @param ask the sender's lane and its number of the request: the same at the gateway and at the owner
 */
public record TraceEntry(
        Step step,
        String peer,
        String user,
        String from,
        String to,
        long id,
        String epoch,
        long seq,
        String kind,
        int bytes,
        String ask,
        ObjectNode detail) {

    /** A peer, or its socket, came, went or was heard. @param detail null for nothing more */
    public static TraceEntry ofPeer(Step step, String peer, String user, ObjectNode detail) {
        return new TraceEntry(step, peer, user, null, null, 0, null, 0, null, 0, null, detail);
    }

    /** A step of the call itself. */
    public static TraceEntry ofUser(Step step, String user, ObjectNode detail) {
        return ofPeer(step, null, user, detail);
    }

    /** A signal left the sender's socket. */
    public static TraceEntry sent(String peer, String to, long id, String kind, int bytes, String ask) {
        return new TraceEntry(Step.SENT, peer, null, null, to, id, null, 0, kind, bytes, ask, null);
    }

    /** It came back refused. */
    public static TraceEntry refused(String peer, String to, long id, String code) {
        ObjectNode detail = Json.newObject().put("code", code);
        return new TraceEntry(Step.REFUSED, peer, null, null, to, id, null, 0, null, 0, null, detail);
    }

    /** The owner gave it its place, or knew it already. */
    public static TraceEntry numbered(
            Step step, String from, String to, long id, String epoch, long seq, String kind, String ask) {
        return new TraceEntry(step, null, null, from, to, id, epoch, seq, kind, 0, ask, null);
    }

    /** It was written to the recipient's socket. */
    public static TraceEntry delivered(String peer, String epoch, long seq) {
        return new TraceEntry(Step.DELIVERED, peer, null, null, null, 0, epoch, seq, null, 0, null, null);
    }

    /** What a page tells of itself. */
    public static TraceEntry ofPage(Step step, String peer, String to, ObjectNode detail) {
        return new TraceEntry(step, peer, null, null, to, 0, null, 0, null, 0, null, detail);
    }

    ObjectNode json() {
        ObjectNode json = Json.newObject().put("step", step.wire());
        text(json, "peer", peer);
        text(json, "user", user);
        text(json, "from", from);
        text(json, "to", to);
        number(json, "id", id);
        text(json, "epoch", epoch);
        number(json, "seq", seq);
        text(json, "kind", kind);
        number(json, "bytes", bytes);
        text(json, "ask", ask);
        if (detail != null) {
            json.set("detail", detail);
        }
        return json;
    }

    private static void text(ObjectNode json, String name, String value) {
        if (value != null) {
            json.put(name, value);
        }
    }

    private static void number(ObjectNode json, String name, long value) {
        if (value != 0) {
            json.put(name, value);
        }
    }
}
