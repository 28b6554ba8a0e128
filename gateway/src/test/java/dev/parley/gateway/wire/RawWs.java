package dev.parley.gateway.wire;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** A WebSocket (RFC 6455) frame by frame, as a client that may break every rule. Blocking. */
final class RawWs implements AutoCloseable {
    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    /** No close frame came: the connection just ended. */
    static final int ABNORMAL = 1006;

    /** The connection is still open. */
    static final int STILL_OPEN = -1;

    private final RawHttp http;
    private final DataInputStream in;
    private final Random random = new Random(1);
    final RawHttp.Response handshake;

    /** A frame from the server. */
    record Frame(int opcode, boolean fin, byte[] payload) {
        String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }

        /** The code of a close frame, 1005 when it has none. */
        int code() {
            return payload.length < 2 ? 1005 : ByteBuffer.wrap(payload).getShort();
        }
    }

    RawWs(int port, String path, String... headers) throws IOException {
        this(new RawHttp(port), port, path, headers);
    }

    /** One whose system takes in little: whoever does not read holds the server up soon. */
    static RawWs slow(int port) throws IOException {
        return new RawWs(new RawHttp(port, 4_096), port, "/eventbus/websocket");
    }

    private RawWs(RawHttp connection, int port, String path, String... headers) throws IOException {
        http = connection;
        http.write("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
        for (String header : headers) {
            http.write(header + "\r\n");
        }
        http.write("\r\n");
        handshake = http.response();
        in = new DataInputStream(http.socket().getInputStream());
    }

    /** Sends a whole text message. */
    void text(String text) throws IOException {
        frame(TEXT, true, 0, text.getBytes(StandardCharsets.UTF_8));
    }

    /** @param reserved the three reserved bits, 4 is what permessage-deflate uses */
    void frame(int opcode, boolean fin, int reserved, byte[] payload) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 14);
        frame.put((byte) ((fin ? 0x80 : 0) | reserved << 4 | opcode));
        if (payload.length < 126) {
            frame.put((byte) (0x80 | payload.length));
        } else if (payload.length < 65_536) {
            frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
        } else {
            frame.put((byte) (0x80 | 127)).putLong(payload.length);
        }
        byte[] mask = new byte[4];
        random.nextBytes(mask);
        frame.put(mask);
        for (int i = 0; i < payload.length; i++) {
            frame.put((byte) (payload[i] ^ mask[i & 3]));
        }
        http.socket().getOutputStream().write(frame.array(), 0, frame.position());
        http.socket().getOutputStream().flush();
    }

    void bytes(byte[] bytes) throws IOException {
        http.write(bytes);
    }

    /** The next frame that is no heartbeat of the bridge; null when the connection has ended. */
    Frame read() throws IOException {
        Frame frame = any();
        while (frame != null && frame.opcode() == TEXT && frame.text().equals("{\"type\":\"pong\"}")) {
            frame = any();
        }
        return frame;
    }

    private Frame any() throws IOException {
        try {
            int first = in.readUnsignedByte();
            int second = in.readUnsignedByte();
            long length = second & 0x7f;
            if (length == 126) {
                length = in.readUnsignedShort();
            } else if (length == 127) {
                length = in.readLong();
            }
            byte[] payload = new byte[(int) length];
            in.readFully(payload);
            return new Frame(first & 0x0f, (first & 0x80) != 0, payload);
        } catch (EOFException | SocketException ended) {
            return null;
        }
    }

    /** The next text; fails at anything else. */
    String readText() throws IOException {
        Frame frame = read();
        if (frame == null || frame.opcode() != TEXT) {
            throw new IOException(frame == null ? "the connection ended" : "no text but " + describe(frame));
        }
        return frame.text();
    }

    private static String describe(Frame frame) {
        return "opcode " + frame.opcode() + (frame.opcode() == CLOSE ? " with code " + frame.code() : "");
    }

    /** Reads until the server closes. @return its code, {@link #ABNORMAL} or {@link #STILL_OPEN} */
    int readClose() throws IOException {
        try {
            for (Frame frame = read(); frame != null; frame = read()) {
                if (frame.opcode() == CLOSE) {
                    return frame.code();
                }
            }
            return ABNORMAL;
        } catch (SocketTimeoutException open) {
            return STILL_OPEN;
        }
    }

    /** Sends a request and returns the frame that answers it. */
    String request(String address, String body) throws IOException {
        text("{\"type\":\"send\",\"address\":\"" + address + "\",\"replyAddress\":\"r\",\"body\":" + body + "}");
        String answer = readText();
        while (!answer.contains("\"address\":\"r\"")) {
            answer = readText();
        }
        return answer;
    }

    RawHttp connection() {
        return http;
    }

    @Override
    public void close() throws IOException {
        http.close();
    }
}
