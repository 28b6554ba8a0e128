package dev.parley.gateway.socket;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * SockJS's WebSocket transport: frames travel as JSON texts, several in an array, and a close is told by a frame of its
 * own. Vert.x's implementation closes with 3000 whatever the code, and drops messages over the limit in silence.
 */
final class FramedSocket implements ClientSocket {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int BROKEN = WebSocketCloseStatus.INVALID_PAYLOAD_DATA.code();

    private final ClientSocket socket;

    /** Opens the SockJS session. */
    FramedSocket(ClientSocket socket) {
        this.socket = socket;
        socket.send("o");
    }

    @Override
    public void onFrame(Handler<Buffer> handler) {
        socket.onFrame(message -> {
            List<Buffer> frames = frames(message);
            if (frames == null) {
                socket.close(BROKEN, "broken framing");
            } else {
                frames.forEach(handler::handle);
            }
        });
    }

    /** An empty message is allowed and means nothing. @return null when it is no text and no array of texts */
    private static List<Buffer> frames(Buffer message) {
        if (message.length() == 0) {
            return List.of();
        }
        try (JsonParser json = JSON.createParser(message.getBytes())) {
            List<Buffer> frames = new ArrayList<>(1);
            boolean isArray = json.nextToken() == JsonToken.START_ARRAY;
            JsonToken token = isArray ? json.nextToken() : json.currentToken();
            while (token == JsonToken.VALUE_STRING) {
                frames.add(Buffer.buffer(json.getText()));
                token = json.nextToken();
            }
            boolean isWhole = isArray ? token == JsonToken.END_ARRAY && json.nextToken() == null : token == null;
            return isWhole && (isArray || frames.size() == 1) ? frames : null;
        } catch (IOException broken) {
            return null;
        }
    }

    @Override
    public void onOversize(Handler<Integer> handler) {
        socket.onOversize(handler);
    }

    @Override
    public void onClose(Handler<Void> handler) {
        socket.onClose(handler);
    }

    @Override
    public Future<Void> send(String text) {
        StringBuilder frame = new StringBuilder(text.length() + text.length() / 8 + 8).append("a[\"");
        JsonStringEncoder.getInstance().quoteAsString(text, frame);
        return socket.send(frame.append("\"]").toString());
    }

    @Override
    public void close(int code, String reason) {
        socket.send("c[" + code + ",\"" + reason + "\"]");
        socket.close(code, reason);
    }

    @Override
    public String address() {
        return socket.address();
    }
}
