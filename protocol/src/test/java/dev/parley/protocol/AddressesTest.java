package dev.parley.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {
    @Test
    void aSignalAddressNamesRoomAndRecipient() {
        assertThat(Addresses.parseSignal(Addresses.signal("daily", "p_1")))
                .isEqualTo(new Addresses.SignalAddress("daily", "p_1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "webrtc.signal.",
                "webrtc.signal.room",
                "webrtc.signal.room.",
                "webrtc.signal..peer",
                "webrtc.signal.room.peer.more",
                "webrtc.signal.room.pe er",
                "webrtc.signalXroom.peer",
                "webrtc.signal.room.*"
            })
    void aMalformedSignalAddressIsNone(String address) {
        assertThat(Addresses.parseSignal(address)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"rooms.events.", "rooms.events.a.b", "rooms.eventsXroom", "rooms.events.*", "rooms.events.é"})
    void aMalformedEventsAddressIsNone(String address) {
        assertThat(Addresses.roomOfEvents(address)).isNull();
    }

    @Test
    void aRoomIdHasAtMost64CharactersOfTheAlphabet() {
        assertThat(Ids.isRoomId("a".repeat(64))).isTrue();
        assertThat(Ids.isRoomId("a".repeat(65))).isFalse();
        assertThat(Ids.isRoomId("")).isFalse();
        assertThat(Ids.isRoomId(null)).isFalse();
        assertThat(Ids.isRoomId(Ids.newRoomId())).isTrue();
    }
}
