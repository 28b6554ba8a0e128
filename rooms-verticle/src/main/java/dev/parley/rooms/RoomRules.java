package dev.parley.rooms;

import dev.parley.protocol.UserRef;
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
        String createKey) {

    static final String PUBLIC = "public";
    static final String UNLISTED = "unlisted";

    RoomRules {
        bans = Set.copyOf(bans);
    }

    static RoomRules adHoc(String roomId, int maxPeers, long now) {
        return new RoomRules(
                roomId, roomId, UNLISTED, null, maxPeers, false, false, false, true, now, 0, Set.of(), null, "", "");
    }

    boolean isPublic() {
        return PUBLIC.equals(visibility);
    }

    /** Whether anything but knowing the id stands between a stranger and the room. */
    boolean isGuarded() {
        return passwordHash != null || locked || lobby || !bans.isEmpty();
    }

    RoomRules withLocked(boolean value) {
        return new RoomRules(
                roomId,
                name,
                visibility,
                passwordHash,
                maxPeers,
                lobby,
                e2ee,
                value,
                adHoc,
                createdAt,
                expiresAt,
                bans,
                owner,
                creator,
                createKey);
    }

    RoomRules withBan(String subject) {
        Set<String> more = new HashSet<>(bans);
        more.add(subject);
        return withBans(more);
    }

    RoomRules withoutBan(String subject) {
        Set<String> fewer = new HashSet<>(bans);
        fewer.remove(subject);
        return withBans(fewer);
    }

    private RoomRules withBans(Set<String> value) {
        return new RoomRules(
                roomId,
                name,
                visibility,
                passwordHash,
                maxPeers,
                lobby,
                e2ee,
                locked,
                adHoc,
                createdAt,
                expiresAt,
                value,
                owner,
                creator,
                createKey);
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
                createKey);
    }
}
