package dev.parley.gateway.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** HTTP as bytes on a socket: what well-behaved clients would never send. Blocking; every wait ends after ten seconds. */
final class RawHttp implements AutoCloseable {
    static final int PATIENCE_MS = 15_000;

    private final Socket socket;
    private final InputStream in;

    RawHttp(int port) throws IOException {
        this(port, 0);
    }

    /** @param receiveBuffer bytes that the system takes in before the server is held up; 0 for the usual */
    RawHttp(int port, int receiveBuffer) throws IOException {
        socket = new Socket();
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.connect(new InetSocketAddress("127.0.0.1", port), PATIENCE_MS);
        socket.setSoTimeout(PATIENCE_MS);
        socket.setTcpNoDelay(true);
        in = socket.getInputStream();
    }

    /** One request on a connection of its own. Lines are headers. */
    static Response get(int port, String path, String... headers) throws IOException {
        return send(port, "GET", path, "", headers);
    }

    static Response send(int port, String method, String path, String body, String... headers) throws IOException {
        try (RawHttp http = new RawHttp(port)) {
            http.write(method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n");
            for (String header : headers) {
                http.write(header + "\r\n");
            }
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            if (bytes.length > 0 || method.equals("POST")) {
                http.write("Content-Length: " + bytes.length + "\r\n");
            }
            http.write("\r\n" + body);
            return http.response();
        }
    }

    void write(String text) throws IOException {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** Reads one response; its body up to its length, its last chunk or the end of the connection. */
    Response response() throws IOException {
        String status = line();
        if (status == null) {
            throw new IOException("the server closed without a response");
        }
        List<String> headers = new ArrayList<>();
        for (String header = line(); header != null && !header.isEmpty(); header = line()) {
            headers.add(header);
        }
        Response head = new Response(Integer.parseInt(status.split(" ")[1]), headers, "");
        return new Response(head.status(), headers, body(head));
    }

    private String body(Response head) throws IOException {
        if (head.status() == 204 || head.status() == 304 || head.status() == 101) {
            return "";
        }
        if ("chunked".equals(head.header("transfer-encoding"))) {
            StringBuilder body = new StringBuilder();
            for (String chunk = chunk(); chunk != null; chunk = chunk()) {
                body.append(chunk);
            }
            return body.toString();
        }
        String length = head.header("content-length");
        byte[] bytes = length == null ? in.readAllBytes() : in.readNBytes(Integer.parseInt(length));
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** One chunk of a chunked body; null after the last or at the end of the connection. */
    String chunk() throws IOException {
        String size = line();
        if (size == null || size.equals("0")) {
            return null;
        }
        String chunk = new String(in.readNBytes(Integer.parseInt(size, 16)), StandardCharsets.UTF_8);
        line();
        return chunk;
    }

    /** A line without its end, null at the end of the connection. */
    String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (b == '\n') {
                String text = line.toString(StandardCharsets.UTF_8);
                return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
            }
            line.write(b);
        }
        return line.size() == 0 ? null : line.toString(StandardCharsets.UTF_8);
    }

    /** Waits for the server to close. @return milliseconds, -1 when it did not within the patience */
    long millisUntilClosed() throws IOException {
        long begin = System.nanoTime();
        try {
            while (in.read() >= 0) {
                continue;
            }
        } catch (SocketTimeoutException open) {
            return -1;
        } catch (SocketException reset) {
            // a reset is an end, too
        }
        return (System.nanoTime() - begin) / 1_000_000;
    }

    Socket socket() {
        return socket;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** What came back. */
    record Response(int status, List<String> headers, String body) {
        /** The first value of a header, null when it is absent. */
        String header(String name) {
            String prefix = name.toLowerCase(Locale.ROOT) + ":";
            return headers.stream()
                    .filter(header -> header.toLowerCase(Locale.ROOT).startsWith(prefix))
                    .map(header -> header.substring(prefix.length()).strip())
                    .findFirst()
                    .orElse(null);
        }
    }
}
