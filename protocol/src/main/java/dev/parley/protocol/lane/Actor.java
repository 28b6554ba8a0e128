package dev.parley.protocol.lane;

import dev.parley.protocol.UserRef;

/**
 * Who asks, as the gateway knows it and no client can claim it.
 *
 * @param peerId empty for a REST caller without a session
 * @param generation counts the openings of one session; 0 without a session
 * @param user null for a guest
 * @param deviceId from the signed device token; empty without one
 * @param moderates whether its token makes it a moderator of the rooms that it joins
 * @param address the client's address, after trusted proxies
 */
public record Actor(
        String peerId,
        int generation,
        String displayName,
        UserRef user,
        String deviceId,
        String address,
        boolean moderates) {
    /** Somebody whose token gives no right to moderate. */
    public Actor(String peerId, int generation, String displayName, UserRef user, String deviceId, String address) {
        this(peerId, generation, displayName, user, deviceId, address, false);
    }

    /** The subjects under which this actor may be banned. */
    public boolean is(String subject) {
        return subject.equals("device:" + deviceId) || (user != null && subject.equals("user:" + user.id()));
    }

    /** The subject to ban: the user where there is one, else the device. */
    public String subject() {
        return user != null ? "user:" + user.id() : "device:" + deviceId;
    }
}
