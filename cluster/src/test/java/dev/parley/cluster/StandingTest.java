package dev.parley.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class StandingTest {
    private long now = 1_000_000;
    private Set<String> others = Set.of("b", "c");
    private int changes;
    private int merges;
    private final Standing standing = new Standing(() -> now, () -> others);

    StandingTest() {
        standing.onChange(() -> {
            changes++;
            standing.isDoubtful();
        });
        standing.onMerge(() -> merges++);
        standing.review();
    }

    @Test
    void aBusyNodeIsNotInDoubt() {
        now += Standing.STOPPED_MS - 1;
        assertThat(standing.isDoubtful()).isFalse();
        standing.beat();
        now += Standing.STOPPED_MS - 1;
        assertThat(standing.isDoubtful()).isFalse();
    }

    @Test
    void whoeverAsksFirstAfterAStopIsToldAndABeatDoesNotEndTheDoubt() {
        now += Standing.STOPPED_MS;
        assertThat(standing.isDoubtful()).isTrue();
        standing.beat();
        now += 100;
        standing.beat();
        assertThat(standing.isDoubtful()).isTrue();
        assertThat(standing.why()).contains("2000 ms");
        assertThat(changes).isEqualTo(1);
    }

    @Test
    void aBeatNoticesAStopToo() {
        now += 10_000;
        standing.beat();
        assertThat(standing.isDoubtful()).isTrue();
    }

    @Test
    void anotherNodesWordEndsIt() {
        stop();
        standing.confirmed("b", standing.turn(), true);
        assertThat(standing.isDoubtful()).isFalse();
        assertThat(standing.why()).isNull();
        assertThat(changes).isEqualTo(2);
    }

    @Test
    void aWordThatIsOlderThanTheStopCountsForNothing() {
        stop();
        standing.confirmed("b", standing.turn() - 1, true);
        assertThat(standing.isDoubtful()).isTrue();
        stop();
        standing.confirmed("b", standing.turn() - 1, true);
        assertThat(standing.isDoubtful()).isTrue();
    }

    @Test
    void theWordOfANodeOutsideTheClusterCountsForNothing() {
        stop();
        standing.confirmed("x", standing.turn(), true);
        assertThat(standing.isDoubtful()).isTrue();
    }

    @Test
    void nodesThatSleptTogetherMustAllAgree() {
        stop();
        standing.confirmed("b", standing.turn(), false);
        assertThat(standing.isDoubtful()).isTrue();
        standing.confirmed("c", standing.turn(), false);
        assertThat(standing.isDoubtful()).isFalse();
    }

    @Test
    void nobodysWordCountsBetweenTwoClusters() {
        standing.merging();
        standing.confirmed("b", standing.turn(), true);
        assertThat(standing.isDoubtful()).isTrue();
        standing.merged();
        assertThat(standing.isDoubtful()).isTrue();
        assertThat(standing.merges()).isEqualTo(1);
        assertThat(merges).isEqualTo(1);
        standing.confirmed("b", standing.turn(), true);
        assertThat(standing.isDoubtful()).isFalse();
    }

    @Test
    void aNodeWhoseOthersAreGoneForGoodGoesOnAlone() {
        stop();
        others = Set.of();
        standing.review();
        assertThat(standing.isDoubtful()).isTrue();
        now += Standing.ALONE_MS;
        standing.beat();
        standing.confirmed("b", standing.turn(), true);
        standing.review();
        assertThat(standing.isDoubtful())
                .as("a second stop began a doubt of its own")
                .isTrue();
        for (int i = 0; i < Standing.ALONE_MS / 100; i++) {
            now += 100;
            standing.beat();
        }
        standing.review();
        assertThat(standing.isDoubtful()).isFalse();
    }

    @Test
    void aNodeThatIsAloneAnywayNeedsNobodysWord() {
        Standing single = new Standing(() -> now, Set::of);
        now += 60_000;
        assertThat(single.isDoubtful()).isFalse();
        assertThat(Standing.alone().isDoubtful()).isFalse();
    }

    private void stop() {
        now += 10_000;
        assertThat(standing.isDoubtful()).isTrue();
    }
}
