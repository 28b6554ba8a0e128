package dev.parley.gateway.session;

import dev.parley.protocol.Json;
import dev.parley.protocol.Slice;
import dev.parley.protocol.lane.Actor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Gives sessions resume tokens with the seats that they have just now. */
final class Seats {
    /**
     * Bytes of seats in one token, as JSON: with them it stays below the 4 KiB that a token may have. It is room for 50
     * seats of usual ids. Seats that do not fit are left out, the oldest first.
     */
    static final int BYTES_MAX = 2_000;

    private final Tokens tokens;

    Seats(Tokens tokens) {
        this.tokens = tokens;
    }

    String token(Session session) {
        Actor who = session.actor();
        String userId = who.user() == null ? null : who.user().id();
        return tokens.resumeToken(new Tokens.Resume(
                session.sessionId(),
                who.peerId(),
                who.generation(),
                userId,
                who.deviceId(),
                who.displayName(),
                of(session)));
    }

    private static List<Seat> of(Session session) {
        List<Seat> seats = new ArrayList<>();
        for (Membership room : session.rooms()) {
            if (room.hasSeat()) {
                seats.add(Seat.of(room.roomId(), room.self(), room.isGuarded(), session.displayName()));
            }
        }
        seats.sort(Comparator.comparingLong(Seat::joinedAt).reversed());
        int bytes = 0;
        int fitting = 0;
        for (Seat seat : seats) {
            bytes += Json.bytes(seat.claim()).length + 1;
            fitting += bytes <= BYTES_MAX ? 1 : 0;
        }
        return seats.subList(0, fitting);
    }

    /** The object with {@code resumeToken} as its last field; the rest stays as its owner wrote it. */
    Slice addTo(Slice object, Session session) {
        byte[] field = field(session).getBytes(StandardCharsets.US_ASCII);
        byte[] bytes = new byte[object.length() + field.length];
        int end = object.copyTo(bytes, 0) - 1;
        System.arraycopy(field, 0, bytes, end, field.length);
        bytes[bytes.length - 1] = '}';
        return Slice.of(bytes);
    }

    /** The same with the body of a frame, which is the frame's last field. */
    String addToBody(String frame, Session session) {
        int end = frame.length() - 2;
        return frame.substring(0, end) + field(session) + frame.substring(end);
    }

    private String field(Session session) {
        return ",\"resumeToken\":\"" + token(session) + '"';
    }
}
