package dev.parley.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.lane.ToOwner.Presence;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PresencesTest {
    private final AtomicLong clock = new AtomicLong();
    private final Presences presences = new Presences(clock::get);

    @Test
    void aUserIsHereFromTheFirstSessionToTheEndOfTheLast() {
        presences.hear(open("s1", "gateway.a.0"));
        presences.hear(open("s2", "gateway.b.0"));
        presences.hear(closed("s1", "gateway.a.0"));
        assertThat(presences.displayName("zoe")).isEqualTo("Zoë");

        presences.hear(closed("s2", "gateway.b.0"));
        assertThat(presences.displayName("zoe")).isNull();
    }

    @Test
    void theEndOfAFormerSocketDoesNotEndASessionThatMoved() {
        presences.hear(open("s1", "gateway.a.0"));
        presences.hear(open("s1", "gateway.b.0"));
        presences.hear(closed("s1", "gateway.a.0"));
        assertThat(presences.displayName("zoe")).isEqualTo("Zoë");
    }

    @Test
    void aSessionThatNobodyTellsOfRunsOut() {
        presences.hear(open("s1", "gateway.a.0"));
        clock.set(Presences.LEASE_MS - 1);
        presences.sweep();
        assertThat(presences.displayName("zoe")).isNotNull();

        clock.set(Presences.LEASE_MS);
        presences.sweep();
        assertThat(presences.displayName("zoe")).isNull();
    }

    private static Presence open(String session, String lane) {
        return new Presence(lane, "zoe", session, "Zoë", true);
    }

    private static Presence closed(String session, String lane) {
        return new Presence(lane, "zoe", session, "Zoë", false);
    }
}
