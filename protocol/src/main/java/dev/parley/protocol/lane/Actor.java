package dev.parley.protocol.lane;

import dev.parley.protocol.UserRef;

/**
 * Who asks, as the gateway knows it and no client can claim it.
 *
 * @param peerId empty for a REST caller without a session
 * @param generation counts the openings of one session; 0 without a session
 * @param user null for a guest
 * @param deviceId from the signed device token; empty without one
 * @param address the client's address, after trusted proxies
 * @param moderates whether its token makes it a moderator of the rooms that it joins
 * @param service the id of the application that asks, empty for people; it administers every room and call, and is in none
 */
public record Actor(
        String peerId,
        int generation,
        String displayName,
        UserRef user,
        String deviceId,
        String address,
        boolean moderates,
        String service) {
    /** An application. @param id its token's subject */
    public static Actor ofService(String id, String name, String address) {
        return new Actor("", 0, name, null, "", address, false, id);
    }

    /** A person. */
    public Actor(
            String peerId,
            int generation,
            String displayName,
            UserRef user,
            String deviceId,
            String address,
            boolean moderates) {
        this(peerId, generation, displayName, user, deviceId, address, moderates, "");
    }

    /** Somebody whose token gives no right to moderate. */
    public Actor(String peerId, int generation, String displayName, UserRef user, String deviceId, String address) {
        this(peerId, generation, displayName, user, deviceId, address, false);
    }

    public boolean isService() {
        return !service.isEmpty();
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
