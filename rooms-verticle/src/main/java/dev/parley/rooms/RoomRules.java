package dev.parley.rooms;

import dev.parley.protocol.UserRef;
import dev.parley.protocol.lane.Actor;
import java.util.HashSet;
import java.util.Set;

/**
 * What a room is and whom it lets in, as kept in the cluster with two backups.
 *
 * @param passwordHash argon2id, null for an open door
 * @param adHoc opened by joining; it is gone when empty
 * @param createdAt milliseconds since 1970
 * @param expiresAt milliseconds since 1970, 0 for never
 * @param bans subjects, {@code user:ID} and {@code device:ID}
 * @param creator the device that created it, empty for none: it may change and delete the room while nobody is host
 * @param createKey the request that created it, so that its repetition is not a conflict
 * @param callId the call that meets here, empty for a room of its own
 * @param participants ids of the call's users: nobody else sees the room
 * @param lostAt when an owner found the room without anybody in it, milliseconds since 1970, 0 for never: who was a member
 *     before may have been forgotten
 * @param guardedSince when a guard was last set or somebody put out, milliseconds since 1970, 0 for never: who joined
 *     before has not passed the guard as it is now
 */
record RoomRules(
        String roomId,
        String name,
        String visibility,
        String passwordHash,
        int maxPeers,
        boolean lobby,
        boolean e2ee,
        boolean locked,
        boolean adHoc,
        long createdAt,
        long expiresAt,
        Set<String> bans,
        UserRef owner,
        String creator,
        String createKey,
        String callId,
        Set<String> participants,
        long lostAt,
        long guardedSince) {

    static final String PUBLIC = "public";
    static final String UNLISTED = "unlisted";

    RoomRules {
        bans = Set.copyOf(bans);
        participants = Set.copyOf(participants);
    }

    static RoomRules adHoc(String roomId, int maxPeers, long now) {
        return new RoomRules(
                roomId, roomId, UNLISTED, null, maxPeers, false, false, false, true, now, 0, Set.of(), null, "", "", "",
                Set.of(), 0, 0);
    }

    /** The room of a call. @param maxPeers devices */
    static RoomRules ofCall(String roomId, String callId, Set<String> participants, int maxPeers, long now, long end) {
        return new RoomRules(
                roomId,
                roomId,
                UNLISTED,
                null,
                maxPeers,
                false,
                false,
                false,
                false,
                now,
                end,
                Set.of(),
                null,
                "",
                "",
                callId,
                participants,
                0,
                0);
    }

    /** Whether it belongs to an account, and so is kept for good. */
    boolean isDurable() {
        return owner != null && owner.isAccount();
    }

    /** Whether it is recorded who is in it and when. */
    boolean isRecorded() {
        return isDurable() || isOfCall();
    }

    boolean isOwnedBy(Actor actor) {
        return owner != null
                && actor.user() != null
                && owner.id().equals(actor.user().id());
    }

    boolean isOfCall() {
        return !callId.isEmpty();
    }

    /** Whether the room exists for this actor at all. */
    boolean isVisibleTo(Actor actor) {
        return !isOfCall()
                || actor.isService()
                || (actor.user() != null && participants.contains(actor.user().id()));
    }

    boolean isPublic() {
        return PUBLIC.equals(visibility);
    }

    /** Whether anything but knowing the id stands between a stranger and the room. */
    boolean isGuarded() {
        return isOfCall() || owner != null || passwordHash != null || locked || lobby || !bans.isEmpty();
    }

    RoomRules withBan(String subject) {
        Set<String> more = new HashSet<>(bans);
        more.add(subject);
        return with(locked, more, participants, lostAt, guardedSince);
    }

    RoomRules withoutBan(String subject) {
        Set<String> fewer = new HashSet<>(bans);
        fewer.remove(subject);
        return with(locked, fewer, participants, lostAt, guardedSince);
    }

    RoomRules withLocked(boolean value) {
        return with(value, bans, participants, lostAt, guardedSince);
    }

    RoomRules withParticipants(Set<String> value) {
        return with(locked, bans, value, lostAt, guardedSince);
    }

    /** @param value milliseconds since 1970 */
    RoomRules withLostAt(long value) {
        return with(locked, bans, participants, value, guardedSince);
    }

    /** @param value milliseconds since 1970 */
    RoomRules withGuardedSince(long value) {
        return with(locked, bans, participants, lostAt, value);
    }

    /** Since when nobody who was in can have been forgotten, milliseconds since 1970. */
    long rememberedSince() {
        return Math.max(createdAt, lostAt);
    }

    private RoomRules with(boolean lock, Set<String> banned, Set<String> users, long lost, long guarded) {
        return new RoomRules(
                roomId,
                name,
                visibility,
                passwordHash,
                maxPeers,
                lobby,
                e2ee,
                lock,
                adHoc,
                createdAt,
                expiresAt,
                banned,
                owner,
                creator,
                createKey,
                callId,
                users,
                lost,
                guarded);
    }

    RoomRules changed(RoomSettings s, String hash) {
        return new RoomRules(
                roomId,
                s.name(),
                s.visibility(),
                hash,
                s.maxPeers(),
                s.lobby(),
                s.e2ee(),
                locked,
                adHoc,
                createdAt,
                expiresAt,
                bans,
                owner,
                creator,
                createKey,
                callId,
                participants,
                lostAt,
                guardedSince);
    }

    /** Whether somebody may have been in it whom nobody remembers. */
    boolean wasLost() {
        return lostAt != 0;
    }
}
