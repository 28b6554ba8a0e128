package dev.parley.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.Json;
import dev.parley.protocol.Slice;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A transport whose other side is the test. */
final class ScriptedServer implements Transport {
    /** Endpoints in the order in which they were tried. */
    final List<String> tried = new ArrayList<>();

    final List<String> unreachable = new ArrayList<>();
    private Connected latest;

    @Override
    public Future<Link> connect(String endpoint, Listener listener) {
        tried.add(endpoint);
        if (unreachable.contains(endpoint)) {
            return Future.failedFuture("connection refused");
        }
        latest = new Connected(listener);
        return Future.succeededFuture(latest);
    }

    /** The connection made last. */
    Connected link() {
        return latest;
    }

    /** One connection as the server sees it. */
    static final class Connected implements Link {
        private final Listener listener;
        private final List<ObjectNode> sent = new ArrayList<>();
        boolean closedByClient;

        private Connected(Listener listener) {
            this.listener = listener;
        }

        @Override
        public void send(String frame) {
            sent.add(Json.object(Slice.utf8(frame)));
        }

        @Override
        public void close() {
            closedByClient = true;
        }

        /** Frames that the client sent and nobody has taken yet, of that type; an address that begins so. */
        List<ObjectNode> take(String type, String address) {
            List<ObjectNode> found = sent.stream()
                    .filter(frame -> frame.path("type").asText().equals(type)
                            && frame.path("address").asText().startsWith(address))
                    .toList();
            sent.removeAll(found);
            return found;
        }

        ObjectNode takeRequest(String address) {
            List<ObjectNode> found = take("send", address);
            if (found.size() != 1) {
                throw new AssertionError(found.size() + " requests to " + address + ": " + found);
            }
            return found.get(0);
        }

        List<ObjectNode> takeSignals() {
            return take("send", "webrtc.signal.");
        }

        void frame(String text) {
            listener.frame(text.getBytes(StandardCharsets.UTF_8));
        }

        void reply(ObjectNode request, String body) {
            frame("{\"type\":\"rec\",\"address\":\""
                    + request.path("replyAddress").asText() + "\",\"body\":" + body + "}");
        }

        /** @param more further members, each with its comma in front */
        void refuse(ObjectNode request, int status, String code, String more) {
            frame("{\"type\":\"err\",\"address\":\""
                    + request.path("replyAddress").asText() + "\",\"failureCode\":"
                    + status + ",\"failureType\":\"RECIPIENT_FAILURE\",\"message\":\"" + code
                    + "\",\"detail\":\"so it is\"" + more + "}");
        }

        void push(String address, String body) {
            frame("{\"type\":\"rec\",\"address\":\"" + address + "\",\"body\":" + body + "}");
        }

        void event(String room, String type, String epoch, long seq, String more) {
            push(
                    "rooms.events." + room,
                    "{\"type\":\"" + type + "\",\"roomId\":\"" + room + "\",\"epoch\":\"" + epoch + "\",\"seq\":" + seq
                            + more + "}");
        }

        void signal(String room, String from, long id, String epoch, long seq, String data) {
            push(
                    "webrtc.signal." + room + ".me",
                    "{\"from\":\"" + from + "\",\"to\":\"me\",\"roomId\":\"" + room + "\",\"id\":" + id
                            + ",\"epoch\":\"" + epoch + "\",\"seq\":" + seq + ",\"data\":" + data + "}");
        }

        void drop(int code) {
            listener.closed(code);
        }

        /** Answers {@code session.open} as peer {@code me}. @return the request's body */
        ObjectNode opens(boolean resumed, String rooms) {
            ObjectNode request = takeRequest("session.open");
            reply(
                    request,
                    "{\"protocol\":1,\"sessionId\":\"s\",\"peerId\":\"me\",\"resumeToken\":\"token\",\"resumed\":"
                            + resumed
                            + ",\"deviceToken\":\"device\",\"node\":\"n1\",\"endpoints\":[\"http://a\",\"http://b\"],"
                            + "\"heartbeatMs\":10000,\"resumeWindowMs\":30000,\"limits\":{\"frameBytes\":65536},\"rooms\":"
                            + rooms + "}");
            return (ObjectNode) request.get("body");
        }

        /** Answers a join with the peers {@code a} and {@code b} there, under epoch {@code e1}. */
        void letsIn(String room) {
            reply(
                    takeRequest("rooms.request.join"),
                    "{\"room\":{\"roomId\":\"" + room + "\"},\"self\":" + peer("me", 3) + ",\"peers\":[" + peer("a", 1)
                            + "," + peer("b", 2) + "],\"epoch\":\"e1\",\"seq\":0}");
        }

        static String peer(String id, long joinedAt) {
            return "{\"peerId\":\"" + id + "\",\"displayName\":\"" + id + "\",\"role\":\"guest\",\"state\":{},"
                    + "\"joinedAt\":" + joinedAt + "}";
        }
    }
}
