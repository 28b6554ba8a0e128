package dev.parley.system.turn;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** As much of a TURN client (RFC 8489, RFC 8656) over UDP as it takes to see which error a server answers. Blocking. */
final class TurnProbe implements AutoCloseable {
    static final int OK = 0;
    private static final int ALLOCATE = 0x003;
    private static final int CREATE_PERMISSION = 0x008;
    private static final int USERNAME = 0x0006;
    private static final int INTEGRITY = 0x0008;
    private static final int ERROR_CODE = 0x0009;
    private static final int XOR_PEER = 0x0012;
    private static final int REALM = 0x0014;
    private static final int NONCE = 0x0015;
    private static final int TRANSPORT = 0x0019;
    private static final int COOKIE = 0x2112A442;
    private static final int HEADER = 20;
    private static final byte[] UDP = {17, 0, 0, 0};

    private final DatagramSocket socket = new DatagramSocket();
    private final InetSocketAddress server;
    private final String username;
    private final String credential;
    private Map<Integer, byte[]> answer = new HashMap<>();
    private byte[] realm;
    private byte[] nonce;

    TurnProbe(int port, String username, String credential) throws IOException {
        this.server = new InetSocketAddress("127.0.0.1", port);
        this.username = username;
        this.credential = credential;
        socket.setSoTimeout(5_000);
    }

    /** Asks for a relayed address. @return {@link #OK} or the error's code */
    int allocate() throws IOException {
        int challenge = ask(ALLOCATE, false, TRANSPORT, UDP);
        if (challenge != 401) {
            throw new IllegalStateException("no challenge, but " + challenge);
        }
        realm = answer.get(REALM);
        nonce = answer.get(NONCE);
        return ask(ALLOCATE, true, TRANSPORT, UDP);
    }

    /** Asks for the permission to relay to that IPv4 address, port 9. @return {@link #OK} or the error's code */
    int permit(String peer) throws IOException {
        ByteBuffer address = ByteBuffer.allocate(8).putShort((short) 1).putShort((short) (9 ^ COOKIE >>> 16));
        address.putInt(ByteBuffer.wrap(InetAddress.getByName(peer).getAddress()).getInt() ^ COOKIE);
        return ask(CREATE_PERMISSION, true, XOR_PEER, address.array());
    }

    private int ask(int method, boolean signed, int type, byte[] value) throws IOException {
        ByteArrayOutputStream attributes = new ByteArrayOutputStream();
        attribute(attributes, type, value);
        if (signed) {
            attribute(attributes, USERNAME, username.getBytes(StandardCharsets.UTF_8));
            attribute(attributes, REALM, realm);
            attribute(attributes, NONCE, nonce);
        }
        byte[] request = message(method, attributes.toByteArray(), signed);
        socket.send(new DatagramPacket(request, request.length, server));
        DatagramPacket packet = new DatagramPacket(new byte[2_048], 2_048);
        socket.receive(packet);
        return read(ByteBuffer.wrap(packet.getData(), 0, packet.getLength()));
    }

    private byte[] message(int method, byte[] attributes, boolean signed) throws IOException {
        int length = attributes.length + (signed ? 24 : 0);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeShort(method);
        out.writeShort(length);
        out.writeInt(COOKIE);
        out.writeLong(System.nanoTime());
        out.writeInt(method);
        out.write(attributes);
        if (signed) {
            attribute(bytes, INTEGRITY, integrity(bytes.toByteArray()));
        }
        return bytes.toByteArray();
    }

    /** RFC 8489, section 14.5, with the key of section 9.2.2. */
    private byte[] integrity(byte[] message) {
        try {
            String text = username + ":" + new String(realm, StandardCharsets.UTF_8) + ":" + credential;
            byte[] key = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key, "HmacSHA1"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static void attribute(ByteArrayOutputStream to, int type, byte[] value) throws IOException {
        DataOutputStream out = new DataOutputStream(to);
        out.writeShort(type);
        out.writeShort(value.length);
        out.write(value);
        out.write(new byte[-value.length & 3]);
    }

    private int read(ByteBuffer message) {
        answer = new HashMap<>();
        message.position(HEADER);
        while (message.remaining() >= 4) {
            int type = message.getShort();
            int length = message.getShort();
            answer.put(type, Arrays.copyOfRange(message.array(), message.position(), message.position() + length));
            message.position(message.position() + length + (-length & 3));
        }
        byte[] error = answer.get(ERROR_CODE);
        return error == null ? OK : error[2] * 100 + error[3];
    }

    @Override
    public void close() {
        socket.close();
    }
}
