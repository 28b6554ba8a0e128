package dev.parley.protocol;

import java.util.List;

/**
 * What an access token lets its bearer do. Owners of rooms still decide by role: a grant only opens or closes a door in
 * front of them.
 *
 * @param room the only room that it is good for, null for all
 * @param join may enter rooms
 * @param create may create rooms
 * @param moderate has a moderator's rights wherever it is a member
 * @param service speaks for an application and not for a person
 * @param addresses the bus addresses that a service may use; empty for everybody else
 */
public record Grants(
        String room, boolean join, boolean create, boolean moderate, boolean service, List<AddressPattern> addresses) {
    /** Patterns that one token may name. */
    public static final int ADDRESSES_MAX = 32;

    /** What a service may use whose token says only that it is one. Taps are not among them. */
    public static final List<AddressPattern> PUBLIC = List.of(
            new AddressPattern("rooms.request.*"),
            new AddressPattern("calls.request.*"),
            new AddressPattern("people.request.*"),
            new AddressPattern("events.>"));

    /** A person who has signed in: may join and create, everywhere. Also what a guest may, as far as the server allows guests. */
    public static final Grants USER = new Grants(null, true, true, false, false);

    /** @throws Refusal {@code invalid_argument} when the room is none or there are too many addresses */
    public Grants {
        if (room != null && !Ids.isRoomId(room)) {
            throw Refusal.invalid("grants.room must be 1 to 64 characters of A-Z a-z 0-9 _ -.");
        }
        if (addresses.size() > ADDRESSES_MAX) {
            throw Refusal.invalid("grants.service names more than " + ADDRESSES_MAX + " address patterns.");
        }
        addresses = service ? List.copyOf(addresses) : List.of();
    }

    /** A service may use every public address then. */
    public Grants(String room, boolean join, boolean create, boolean moderate, boolean service) {
        this(room, join, create, moderate, service, service ? PUBLIC : List.of());
    }

    /** Nothing but entering one room, as a guest of an invitation does. */
    public static Grants toJoin(String roomId) {
        return new Grants(roomId, true, false, false, false);
    }

    /** An application that may use these addresses in all rooms, and is in none. */
    public static Grants toServe(List<AddressPattern> addresses) {
        return new Grants(null, false, true, false, true, addresses);
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

    /** Whether it is a service's, and good for this bus address. */
    public boolean mayUse(String address) {
        return addresses.stream().anyMatch(pattern -> pattern.matches(address));
    }

    /** Whether it is a service's, and good for everything that the pattern means. */
    public boolean mayUse(AddressPattern asked) {
        return addresses.stream().anyMatch(pattern -> pattern.covers(asked));
    }

    /** @throws Refusal {@code access_denied} unless it is a service's and good for this bus address */
    public void requireAddress(String address) {
        if (!mayUse(address)) {
            throw new Refusal(
                    Code.ACCESS_DENIED,
                    service
                            ? "This service's token does not name the address. Get one whose grants.service covers it."
                            : "This address is for services. Get a token with grants.service.");
        }
    }
}
