package dev.parley.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPatternTest {
    @ParameterizedTest
    @CsvSource({
        "rooms.request.get, rooms.request.get, true",
        "rooms.request.get, rooms.request.getter, false",
        "rooms.request.*, rooms.request.list, true",
        "rooms.request.*, rooms.request, false",
        "rooms.request.*, rooms.request., false",
        "rooms.request.*, rooms.request.a.b, false",
        "rooms.*.list, rooms.request.list, true",
        "events.>, events.rooms, true",
        "events.>, events.request.read, true",
        "events.>, events, false",
        "events.>, eventsXrooms, false",
        "events.>, events..rooms, false",
        "rooms.request.*, rooms.request.*, false",
        "calls.inbox.*, calls.inbox.zoë, true",
    })
    void matchesWhatItMeans(String pattern, String address, boolean matches) {
        assertThat(new AddressPattern(pattern).matches(address)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({
        "rooms.request.*, rooms.request.get, true",
        "rooms.request.*, rooms.request.*, true",
        "rooms.request.*, rooms.request.>, false",
        "rooms.>, rooms.request.>, true",
        "rooms.>, rooms.*.get, true",
        "rooms.>, rooms.>, true",
        "rooms.request.>, rooms.>, false",
        "rooms.request.get, rooms.request.*, false",
        "tap.calls.inbox.*, tap.calls.inbox.bob, true",
        "tap.calls.inbox.*, tap.>, false",
    })
    void coversPatternsThatMeanNoMore(String pattern, String other, boolean covers) {
        assertThat(new AddressPattern(pattern).covers(new AddressPattern(other)))
                .isEqualTo(covers);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ">", "*", "*.request", "a.>.b", "a..b", "a.", ".a", "a.b*", "a b", "a.\u0007", "a.>>"})
    void isRefusedWhenItIsNone(String text) {
        assertThatThrownBy(() -> new AddressPattern(text)).isInstanceOf(Refusal.class);
    }

    @Test
    void anOversizePatternIsRefused() {
        assertThat(AddressPattern.isPattern("a".repeat(128))).isTrue();
        assertThat(AddressPattern.isPattern("a".repeat(129))).isFalse();
    }

    @Test
    void aPublicGrantIsNotGoodForTaps() {
        Grants all = new Grants(null, true, true, false, true);
        assertThat(all.mayUse("rooms.request.broadcast")).isTrue();
        assertThat(all.mayUse("tap.calls.inbox.bob")).isFalse();
        assertThat(all.mayUse("rooms.node.0")).isFalse();
        assertThat(Grants.USER.mayUse("rooms.request.get")).isFalse();
    }

    @Test
    void whoIsNoServiceHasNoAddresses() {
        assertThat(new Grants(null, true, true, false, false, Grants.PUBLIC).addresses())
                .isEmpty();
    }

    @Test
    void tooManyAddressesAreRefused() {
        List<AddressPattern> many = java.util.Collections.nCopies(33, new AddressPattern("events.>"));
        assertThatThrownBy(() -> Grants.toServe(many)).isInstanceOf(Refusal.class);
    }
}
