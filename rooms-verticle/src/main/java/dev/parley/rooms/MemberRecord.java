package dev.parley.rooms;

import dev.parley.protocol.lane.Actor;

/**
 * A member as kept in the cluster.
 *
 * @param subject what a ban of it names
 * @param generation the newest opening of its session that the owner has seen
 */
record MemberRecord(Peer peer, String deviceId, String subject, int generation) {
    static MemberRecord of(Peer peer, Actor actor) {
        return new MemberRecord(peer, actor.deviceId(), actor.subject(), actor.generation());
    }

    /** Whether a ban of {@code banned} means this member. */
    boolean is(String banned) {
        return banned.equals(subject) || banned.equals("device:" + deviceId);
    }

    MemberRecord withPeer(Peer value) {
        return new MemberRecord(value, deviceId, subject, generation);
    }

    MemberRecord withGeneration(int value) {
        return new MemberRecord(peer, deviceId, subject, value);
    }
}
