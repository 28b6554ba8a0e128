package dev.parley.protocol.feed;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.parley.protocol.Refusal;
import java.util.Locale;

/** What events are about; each feed has an address on the bus. */
public enum Feed {
    ROOMS,
    CALLS,
    PEOPLE;

    private static final String ADDRESS = "events.";

    private final String wire = name().toLowerCase(Locale.ROOT);

    /** As in JSON and in addresses, for example {@code rooms}. */
    @JsonValue
    public String wire() {
        return wire;
    }

    /** Where it is published, and what a service's token has to cover: {@code events.rooms}. */
    public String address() {
        return ADDRESS + wire;
    }

    /** @throws Refusal {@code invalid_argument} when there is none of that name */
    public static Feed of(String wire) {
        for (Feed feed : values()) {
            if (feed.wire.equals(wire)) {
                return feed;
            }
        }
        throw Refusal.invalid("feed must be one of rooms, calls, people.");
    }

    /** The feed of an address, null when it is none's. */
    public static Feed ofAddress(String address) {
        for (Feed feed : values()) {
            if (feed.address().equals(address)) {
                return feed;
            }
        }
        return null;
    }
}
