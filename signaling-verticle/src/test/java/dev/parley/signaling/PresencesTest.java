package dev.parley.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.lane.ToOwner.InCall;
import dev.parley.protocol.lane.ToOwner.Presence;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PresencesTest {
    private final AtomicLong clock = new AtomicLong();
    private final List<String> told = new ArrayList<>();
    private final Presences.Changes changes = new Presences.Changes() {
        @Override
        public void online(String username) {
            told.add("+" + username);
        }

        @Override
        public void offline(String username) {
            told.add("-" + username);
        }
    };
    private final Presences presences = new Presences(clock::get, 30_000, changes);

    @Test
    void aUserIsHereFromTheFirstSessionToTheEndOfTheLast() {
        presences.hear(open("s1", "gateway.a.0"));
        presences.hear(open("s2", "gateway.b.0"));
        presences.hear(closed("s1", "gateway.a.0"));
        assertThat(presences.presence("zoe")).isEqualTo("online");

        presences.hear(closed("s2", "gateway.b.0"));
        assertThat(presences.presence("zoe")).isEqualTo("away");
        clock.set(30_000);
        assertThat(presences.presence("zoe")).isEqualTo("offline");
    }

    @Test
    void whoIsInACallIsShownSoForAsLongAsTheCallSays() {
        presences.hear(new InCall("zoe", "c_1", true));
        assertThat(presences.presence("zoe")).isEqualTo("away");
        presences.hear(open("s1", "gateway.a.0"));
        assertThat(presences.presence("zoe")).isEqualTo("in-call");
        presences.hear(new InCall("zoe", "c_1", false));
        assertThat(presences.presence("zoe")).isEqualTo("online");
    }

    @Test
    void aSessionBeginsToListenOnceAndAgainWhereItGoesOn() {
        assertThat(presences.hear(new Presence("gateway.a.0", "zoe", "s1", "p_1", "Zoë", 0, false, true)))
                .isFalse();
        assertThat(presences.hear(open("s1", "gateway.a.0"))).isTrue();
        assertThat(presences.hear(open("s1", "gateway.a.0"))).isFalse();
        assertThat(presences.hear(open("s1", "gateway.b.0"))).isTrue();
        assertThat(presences.listening("zoe")).containsExactly("gateway.b.0");
    }

    @Test
    void theEndOfAFormerSocketDoesNotEndASessionThatMoved() {
        presences.hear(open("s1", "gateway.a.0"));
        presences.hear(open("s1", "gateway.b.0"));
        presences.hear(closed("s1", "gateway.a.0"));
        assertThat(presences.presence("zoe")).isEqualTo("online");
    }

    @Test
    void aSessionThatNobodyTellsOfRunsOut() {
        presences.hear(open("s1", "gateway.a.0"));
        clock.set(Presences.LEASE_MS - 1);
        presences.sweep();
        assertThat(presences.listening("zoe")).isNotEmpty();

        clock.set(Presences.LEASE_MS);
        presences.sweep();
        assertThat(presences.listening("zoe")).isEmpty();
    }

    private static Presence open(String session, String lane) {
        return new Presence(lane, "zoe", session, "p_" + session, "Zoë", 0, true, true);
    }

    private static Presence closed(String session, String lane) {
        return new Presence(lane, "zoe", session, "p_" + session, "Zoë", 0, true, false);
    }
}
