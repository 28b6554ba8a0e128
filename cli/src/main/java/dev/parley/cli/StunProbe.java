package dev.parley.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocketFactory;

/** Sends a STUN binding request (RFC 8489, section 5), which STUN and TURN servers answer to anybody. */
final class StunProbe {
    /** RFC 7064 and 7065: scheme, host, port and transport. */
    private static final Pattern URL =
            Pattern.compile("(stuns?|turns?):(\\[[^]]+]|[^:?]+)(?::(\\d+))?(?:\\?transport=(\\w+))?");

    private static final int BINDING_REQUEST = 0x0001;
    private static final int BINDING_SUCCESS = 0x0101;
    private static final int COOKIE = 0x2112A442;
    private static final int HEADER = 20;
    private static final int PLAIN_PORT = 3478;
    private static final int TLS_PORT = 5349;
    private static final int TRIES = 4;
    private static final int TRY_MS = 750;
    private static final int CONNECT_MS = 3_000;

    private StunProbe() {}

    /** Why the server cannot be used from here; null when it answers. Blocks, 3 s at most and a look-up of the name. */
    static String failure(String url) {
        Matcher parts = URL.matcher(url);
        if (!parts.matches()) {
            return "this is no address of a STUN or TURN server";
        }
        boolean tls = parts.group(1).endsWith("s");
        int port = parts.group(3) == null ? (tls ? TLS_PORT : PLAIN_PORT) : Integer.parseInt(parts.group(3));
        InetSocketAddress to = new InetSocketAddress(parts.group(2).replaceAll("[\\[\\]]", ""), port);
        if (to.isUnresolved()) {
            return "there is no such name";
        }
        try {
            return tls || "tcp".equals(parts.group(4)) ? overTcp(to, tls) : overUdp(to);
        } catch (IOException failed) {
            return failed.getMessage() == null ? failed.getClass().getSimpleName() : failed.getMessage();
        }
    }

    private static String overUdp(InetSocketAddress to) throws IOException {
        byte[] request = request();
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(to);
            socket.setSoTimeout(TRY_MS);
            for (int i = 0; i < TRIES; i++) {
                socket.send(new DatagramPacket(request, request.length));
                DatagramPacket answer = new DatagramPacket(new byte[1500], 1500);
                try {
                    socket.receive(answer);
                    return verdict(ByteBuffer.wrap(answer.getData(), 0, answer.getLength()), request);
                } catch (SocketTimeoutException lost) {
                    // UDP may lose one
                }
            }
        }
        return "no answer over UDP";
    }

    private static String overTcp(InetSocketAddress to, boolean tls) throws IOException {
        byte[] request = request();
        try (Socket plain = new Socket()) {
            plain.connect(to, CONNECT_MS);
            plain.setSoTimeout(CONNECT_MS);
            Socket socket = tls
                    ? ((SSLSocketFactory) SSLSocketFactory.getDefault())
                            .createSocket(plain, to.getHostString(), to.getPort(), true)
                    : plain;
            socket.getOutputStream().write(request);
            socket.getOutputStream().flush();
            InputStream in = socket.getInputStream();
            return verdict(ByteBuffer.wrap(in.readNBytes(HEADER)), request);
        }
    }

    private static byte[] request() {
        byte[] transaction = new byte[12];
        new SecureRandom().nextBytes(transaction);
        return ByteBuffer.allocate(HEADER)
                .putShort((short) BINDING_REQUEST)
                .putShort((short) 0)
                .putInt(COOKIE)
                .put(transaction)
                .array();
    }

    private static String verdict(ByteBuffer answer, byte[] request) {
        if (answer.remaining() < HEADER) {
            return "what answers there is no STUN server";
        }
        boolean success = answer.getShort() == BINDING_SUCCESS;
        answer.getShort();
        boolean same = ByteBuffer.wrap(request, 4, HEADER - 4).equals(answer.slice(answer.position(), HEADER - 4));
        return success && same ? null : "what answers there is no STUN server";
    }
}
