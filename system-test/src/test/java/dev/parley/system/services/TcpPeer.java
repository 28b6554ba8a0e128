package dev.parley.system.services;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.Json;
import dev.parley.protocol.Slice;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A connection to the TCP bridge that says what it likes. For one test thread. */
final class TcpPeer implements AutoCloseable {
    private static final int PATIENCE_MS = 20_000;

    private final Socket socket;
    private final DataInputStream in;

    TcpPeer(int port) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(PATIENCE_MS);
            in = new DataInputStream(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ObjectNode frame(String type, String address, String token) {
        ObjectNode frame = Json.newObject().put("type", type).put("address", address);
        if (token != null) {
            frame.putObject("headers").put("authorization", "Bearer " + token);
        }
        return frame;
    }

    /** A request and its answering frame. */
    ObjectNode ask(String token, String address, ObjectNode body) {
        ObjectNode frame = frame("send", address, token).put("replyAddress", "r");
        frame.set("body", body);
        send(frame);
        return receive();
    }

    /** The code of the error that answers. */
    String refusal(String token, String address, ObjectNode body) {
        JsonNode answer = ask(token, address, body);
        return answer.path("type").asText().equals("err")
                ? answer.path("message").asText()
                : "granted: " + answer;
    }

    void send(ObjectNode frame) {
        send(Json.slice(frame).text());
    }

    void send(String frame) {
        byte[] text = frame.getBytes(StandardCharsets.UTF_8);
        raw(ByteBuffer.allocate(4 + text.length).putInt(text.length).put(text).array());
    }

    void raw(byte... bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ObjectNode receive() {
        try {
            byte[] frame = new byte[in.readInt()];
            in.readFully(frame);
            return Json.object(Slice.of(frame));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads on until the server has closed. Fails with the time-out when it does not. */
    void awaitClosed() {
        try {
            while (in.read() >= 0) {}
        } catch (EOFException | SocketException reset) {
            // closed, less gently
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
