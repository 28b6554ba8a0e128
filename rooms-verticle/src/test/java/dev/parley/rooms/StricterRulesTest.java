package dev.parley.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.Json;
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

    @Test
    void theLaterGuardOfBothHalvesStays() {
        RoomRules earlier = open.withGuardedSince(5);
        RoomRules later = open.withGuardedSince(9);
        assertThat(StricterRules.union(earlier, later).guardedSince()).isEqualTo(9);
        assertThat(StricterRules.union(later, earlier).guardedSince()).isEqualTo(9);
    }

    @Test
    void rulesThatWereWrittenBeforeThereWasATimeOfTheGuardHaveNone() {
        ObjectNode written = Json.read(Json.bytes(open.withGuardedSince(5)), ObjectNode.class);
        written.remove("guardedSince");
        assertThat(Json.read(Json.bytes(written), RoomRules.class)).isEqualTo(open);
    }
}
