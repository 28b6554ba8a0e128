package dev.parley.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.core.HazelcastInstanceNotActiveException;
import org.junit.jupiter.api.Test;

class ClusterClockTest {
    private long now = 5_000;
    private long ahead = 1_000_000;
    private boolean left;
    private final ClusterClock clock = new ClusterClock(this::source, () -> now);

    private long source() {
        if (left) {
            throw new HazelcastInstanceNotActiveException();
        }
        return now + ahead;
    }

    @Test
    void tellsWhatTheClusterSays() {
        assertThat(clock.getAsLong()).isEqualTo(1_005_000);
        now += 10;
        assertThat(clock.getAsLong()).isEqualTo(1_005_010);
    }

    @Test
    void aHeartbeatFromBeforeAPauseDoesNotTakeItBack() {
        clock.getAsLong();
        now += 10_000;
        ahead -= 10_000;
        assertThat(clock.getAsLong()).isEqualTo(1_015_000);
        now += 900;
        assertThat(clock.getAsLong()).isEqualTo(1_015_900);
        ahead += 10_000;
        now += 100;
        assertThat(clock.getAsLong()).isEqualTo(1_016_000);
    }

    @Test
    void aDoubtThatWasEndedBeginsAnewTheNextTime() {
        ahead -= 10_000;
        clock.getAsLong();
        ahead += 10_000;
        now += ClusterClock.DOUBTED_FOR_MS;
        clock.getAsLong();
        ahead -= 10_000;
        now += 1;
        assertThat(clock.getAsLong()).isEqualTo(now + ahead + 10_000);
    }

    @Test
    void aClockThatWasSetBackIsFollowedAfterAWhile() {
        ahead -= 60_000;
        clock.getAsLong();
        now += ClusterClock.DOUBTED_FOR_MS;
        assertThat(clock.getAsLong()).isEqualTo(now + ahead + 60_000);
        now += 1;
        assertThat(clock.getAsLong()).isEqualTo(now + ahead);
    }

    @Test
    void aClockThatWasSetForwardIsFollowedAtOnce() {
        ahead += 60_000;
        assertThat(clock.getAsLong()).isEqualTo(now + ahead);
    }

    @Test
    void goesOnByItselfOnceTheNodeHasLeft() {
        left = true;
        now += 70;
        assertThat(clock.getAsLong()).isEqualTo(1_005_070);
    }
}
