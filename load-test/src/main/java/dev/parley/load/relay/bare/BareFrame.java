package dev.parley.load.relay.bare;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * The bare relay's own text frames: kind (1 character), peer (8), id (8), then the payload, which nobody looks at. To the
 * server the peer is the recipient, from it the sender. A peer's name tells where it is: node (1), lane (2), socket (5).
 */
public final class BareFrame {
    /** From the server, first on every socket: the peer that it is. */
    public static final char HELLO = 'h';

    /** To the server: relay this. */
    public static final char SEND = 's';

    /** To the server: still here. */
    public static final char PING = 'p';

    /** From the server: relayed. */
    public static final char DELIVERY = 'd';

    /** From the server: the recipient's node wrote the frame with this id. */
    public static final char ACK = 'a';

    public static final int NAME_LENGTH = 8;
    public static final int ID_LENGTH = 8;
    public static final int ID_AT = 1 + NAME_LENGTH;
    public static final int HEADER = ID_AT + ID_LENGTH;

    private BareFrame() {}

    /** A peer's name; node 1 to 9, lane below 100, socket below 100,000. */
    static byte[] name(int node, int lane, int socket) {
        return String.format("%d%02d%05d", node, lane, socket).getBytes(ISO_8859_1);
    }

    static int node(byte[] frame) {
        return digits(frame, 1, 1);
    }

    static int lane(byte[] frame) {
        return digits(frame, 2, 2);
    }

    static int socket(byte[] frame) {
        return digits(frame, 4, 5);
    }

    static void write(byte[] frame, char kind, byte[] peer) {
        frame[0] = (byte) kind;
        System.arraycopy(peer, 0, frame, 1, NAME_LENGTH);
    }

    /** The acknowledgement of a delivered frame, addressed to its sender. */
    static byte[] ackOf(byte[] delivery) {
        byte[] ack = new byte[HEADER];
        System.arraycopy(delivery, 0, ack, 0, HEADER);
        ack[0] = ACK;
        return ack;
    }

    private static int digits(byte[] frame, int at, int count) {
        int value = 0;
        for (int i = at; i < at + count; i++) {
            value = value * 10 + frame[i] - '0';
        }
        return value;
    }
}
