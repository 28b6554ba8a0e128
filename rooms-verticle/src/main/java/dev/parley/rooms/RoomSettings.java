package dev.parley.rooms;

import dev.parley.protocol.Fields;
import dev.parley.protocol.Limits;
import dev.parley.protocol.Refusal;
import java.util.Set;

/**
 * What a client may say about a room when it creates or changes it.
 *
 * @param password null for no password, {@link #KEEP} to leave it as it is
 * @param ttlSeconds 0 for no end
 */
record RoomSettings(
        String name, String visibility, String password, int maxPeers, boolean lobby, boolean e2ee, long ttlSeconds) {
    /** Stands for a password that an update does not mention. */
    static final String KEEP = "";

    private static final Set<String> VISIBILITIES = Set.of(RoomRules.PUBLIC, RoomRules.UNLISTED);
    private static final Set<String> CREATE =
            Set.of("roomId", "name", "visibility", "password", "maxPeers", "lobby", "e2ee", "ttlSeconds", "token");
    private static final Set<String> UPDATE =
            Set.of("roomId", "name", "visibility", "password", "maxPeers", "lobby", "e2ee", "token");
    private static final long TTL_MAX_SECONDS = 30L * 24 * 3600;

    /** @throws Refusal {@code invalid_argument} for a field that is unknown or out of range */
    static RoomSettings ofCreate(Fields body, String roomId, RoomsConfig config) {
        body.only(CREATE);
        return new RoomSettings(
                body.has("name") ? roomName(body) : roomId,
                body.has("visibility") ? body.choice("visibility", VISIBILITIES) : RoomRules.UNLISTED,
                body.has("password") ? password(body) : null,
                (int) body.integerOr("maxPeers", 1, config.maxPeersLimit(), config.maxPeers()),
                body.flagOr("lobby", false),
                body.flagOr("e2ee", false),
                body.integerOr("ttlSeconds", 1, TTL_MAX_SECONDS, 0));
    }

    /** What stays unsaid stays as {@code rules} has it; {@code password: null} takes the password away. */
    static RoomSettings ofUpdate(Fields body, RoomRules rules, RoomsConfig config) {
        body.only(UPDATE);
        return new RoomSettings(
                body.has("name") ? roomName(body) : rules.name(),
                body.has("visibility") ? body.choice("visibility", VISIBILITIES) : rules.visibility(),
                updatedPassword(body),
                (int) body.integerOr("maxPeers", 1, config.maxPeersLimit(), rules.maxPeers()),
                body.flagOr("lobby", rules.lobby()),
                body.flagOr("e2ee", rules.e2ee()),
                0);
    }

    private static String updatedPassword(Fields body) {
        if (!body.json().has("password")) {
            return KEEP;
        }
        return body.json().get("password").isNull() ? null : password(body);
    }

    private static String roomName(Fields body) {
        String name = body.text("name", 1, Limits.ROOM_NAME);
        if (name.isBlank()) {
            throw Refusal.invalid("name must not be blank.");
        }
        return name.strip();
    }

    private static String password(Fields body) {
        return body.text("password", Limits.PASSWORD_MIN, Limits.PASSWORD_MAX);
    }
}
