package dev.parley.gateway.service;

import dev.parley.protocol.Json;
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
}
