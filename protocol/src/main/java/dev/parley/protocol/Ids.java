package dev.parley.protocol;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/** Identifiers: which are well formed, and how fresh ones are made. Thread-safe. */
public final class Ids {
    /** Longest room id, in characters of {@code A-Z a-z 0-9 _ -}. */
    public static final int ROOM_ID_MAX = 64;

    /** Generated room ids begin so; such an id is never opened ad hoc. */
    public static final String GENERATED_ROOM = "r_";

    private static final String CALL = "c_";
    private static final String INVITATION = "i_";
    /** Base64 characters of 16 bytes. */
    private static final int RANDOM_CHARS = 22;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private Ids() {}

    /** A room id with 128 random bits. */
    public static String newRoomId() {
        return GENERATED_ROOM + random(16);
    }

    /** A peer id with 128 random bits. */
    public static String newPeerId() {
        return "p_" + random(16);
    }

    /** The id of an event at an inbox. */
    public static String newEventId() {
        return "e_" + random(16);
    }

    public static String newSessionId() {
        return "s_" + random(16);
    }

    public static String newDeviceId() {
        return "d_" + random(16);
    }

    /** The id of a call, of 16 bytes that nobody can guess. */
    public static String callId(byte[] bytes) {
        return CALL + BASE64.encodeToString(Arrays.copyOf(bytes, 16));
    }

    /** Whether it is one that {@link #callId} made, by its form. */
    public static boolean isCallId(String id) {
        return id.length() == CALL.length() + RANDOM_CHARS && id.startsWith(CALL) && isRoomId(id);
    }

    /** The id of a call's room, from which every node knows the call. */
    public static String roomOfCall(String callId) {
        return GENERATED_ROOM + callId;
    }

    /** The call whose room it is, null for any other room. */
    public static String callOfRoom(String roomId) {
        boolean formed = roomId.length() == GENERATED_ROOM.length() + CALL.length() + RANDOM_CHARS
                && roomId.startsWith(GENERATED_ROOM + CALL);
        return formed ? roomId.substring(GENERATED_ROOM.length()) : null;
    }

    /** An invitation's id: it begins with its call, so that it finds the call's owner, and has 128 random bits. */
    public static String newInvitationId(String callId) {
        return INVITATION + callId.substring(CALL.length()) + random(16);
    }

    /** The call of a well-formed invitation's id, else null. */
    public static String callOf(String invitationId) {
        boolean formed = invitationId.length() == INVITATION.length() + 2 * RANDOM_CHARS
                && invitationId.startsWith(INVITATION)
                && isRoomId(invitationId);
        return formed ? CALL + invitationId.substring(INVITATION.length(), INVITATION.length() + RANDOM_CHARS) : null;
    }

    /** Base64url of that many random bytes. */
    public static String random(int bytes) {
        byte[] buffer = new byte[bytes];
        RANDOM.nextBytes(buffer);
        return BASE64.encodeToString(buffer);
    }

    /** 1–64 characters of {@code A-Z a-z 0-9 _ -}. */
    public static boolean isRoomId(String id) {
        return isToken(id, 0, id == null ? 0 : id.length(), ROOM_ID_MAX);
    }

    /** Peer ids share the alphabet and the length of room ids. */
    public static boolean isPeerId(String id) {
        return isRoomId(id);
    }

    static boolean isToken(String text, int from, int to, int max) {
        if (to <= from || to - from > max) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (!isTokenChar(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isTokenChar(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    }
}
