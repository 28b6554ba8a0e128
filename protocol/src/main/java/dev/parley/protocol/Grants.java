package dev.parley.protocol;

/**
 * What an access token lets its bearer do. Owners of rooms still decide by role: a grant only opens or closes a door in
 * front of them.
 *
 * @param room the only room that it is good for, null for all
 * @param join may enter rooms
 * @param create may create rooms
 * @param moderate has a moderator's rights wherever it is a member
 * @param service speaks for an application and not for a person
 */
public record Grants(String room, boolean join, boolean create, boolean moderate, boolean service) {
    /** A person who has signed in: may join and create, everywhere. Also what a guest may, as far as the server allows guests. */
    public static final Grants USER = new Grants(null, true, true, false, false);

    public Grants {
        if (room != null && !Ids.isRoomId(room)) {
            throw Refusal.invalid("grants.room must be 1 to 64 characters of A-Z a-z 0-9 _ -.");
        }
    }

    /** Nothing but entering one room, as a guest of an invitation does. */
    public static Grants toJoin(String roomId) {
        return new Grants(roomId, true, false, false, false);
    }

    /** @throws Refusal {@code not_allowed} when it is for one room only, and so not for people and calls */
    public void requireEverywhere() {
        if (room != null) {
            throw new Refusal(Code.NOT_ALLOWED, "This token is for one room only.");
        }
    }

    /** Whether it is good for this room at all. */
    public boolean covers(String roomId) {
        return room == null || room.equals(roomId);
    }
}
