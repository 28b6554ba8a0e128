package dev.parley.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class StricterRulesTest {
    private final RoomRules open = RoomRules.adHoc("room", 8, 1);

    @Test
    void bansOfBothHalvesStay() {
        RoomRules one = open.withBan("user:1").withBan("user:2");
        RoomRules other = open.withBan("user:2").withBan("device:3");
        assertThat(StricterRules.union(one, other).bans())
                .isEqualTo(Set.of("user:1", "user:2", "device:3"))
                .isEqualTo(StricterRules.union(other, one).bans());
    }

    @Test
    void aLockOfEitherHalfStays() {
        assertThat(StricterRules.union(open, open.withLocked(true)).locked()).isTrue();
        assertThat(StricterRules.union(open.withLocked(true), open).locked()).isTrue();
        assertThat(StricterRules.union(open, open).locked()).isFalse();
    }
}
