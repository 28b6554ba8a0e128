package dev.parley.gateway.service;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.gateway.frame.FrameScanner;
import dev.parley.protocol.Code;
import dev.parley.protocol.Json;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.Slice;
import java.nio.charset.StandardCharsets;

/** The frames that only the TCP bridge's protocol has; {@code err} and {@code pong} are as for browsers. */
final class TcpFrames {
    private TcpFrames() {}

    /** @param body JSON text, copied as it is. @param send whether it is an answer, and not what was published */
    static String message(String address, String body, boolean send) {
        String quoted = new String(Json.bytes(address), StandardCharsets.UTF_8);
        return "{\"type\":\"message\",\"address\":" + quoted + ",\"headers\":{},\"send\":" + send + ",\"body\":" + body
                + "}";
    }

    /** The token that a frame shows, null for none. The body is not looked at, however large it is. */
    static String authorization(FrameScanner frame, byte[] bytes) {
        Slice whole = Slice.of(bytes);
        Slice around = frame.hasBody() ? whole.replacing(frame.bodyStart(), frame.bodyEnd(), (byte) '0') : whole;
        JsonNode token = Json.object(around).path("headers").path(ServiceBus.AUTHORIZATION);
        return token.isTextual() ? token.textValue() : null;
    }

    /** What a connection is told last. */
    static Refusal goingAway() {
        return new Refusal(Code.DRAINING, "This node is going away. Connect to another one.");
    }
}
