package dev.parley.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EndpointsTest {
    private static final List<String> ALL = List.of("a", "b", "c", "d");

    private static Endpoints told(int seed) {
        Endpoints endpoints = new Endpoints(List.of("a"), true, new SplittableRandom(seed));
        endpoints.learn(ALL);
        return endpoints;
    }

    private static List<String> next(Endpoints endpoints, int times, long now) {
        List<String> tried = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            endpoints.advance(now);
            tried.add(endpoints.current());
        }
        return tried;
    }

    @Test
    void whatWasGivenIsTriedInItsOrder() {
        assertThat(next(new Endpoints(ALL, false, new SplittableRandom(1)), 4, 0))
                .containsExactly("b", "c", "d", "a");
    }

    @Test
    void aDrainingNodeIsLeftOutUntilItHasHadTheTimeToEnd() {
        Endpoints endpoints = told(1);
        endpoints.avoid(0);
        assertThat(next(endpoints, 30, Endpoints.AVOIDED_MS - 1))
                .doesNotContain("a")
                .contains("b", "c", "d");
        assertThat(next(endpoints, 4, Endpoints.AVOIDED_MS)).contains("a");
    }

    @Test
    void beingToldOfADrainingNodeAgainChangesNothing() {
        Endpoints endpoints = told(1);
        endpoints.avoid(0);
        endpoints.learn(ALL);
        assertThat(next(endpoints, 30, 1_000)).doesNotContain("a");
    }

    @Test
    void whenAllDrainTheOneThatBeganFirstIsTried() {
        Endpoints endpoints = new Endpoints(List.of("a", "b"), true, new SplittableRandom(1));
        endpoints.avoid(0);
        endpoints.advance(5);
        endpoints.avoid(5);
        assertThat(next(endpoints, 2, 10)).containsExactly("a", "a");
    }

    @Test
    void aDeadNodeIsNotTriedTwiceBeforeThoseThatDrainedEarlier() {
        Endpoints endpoints = new Endpoints(List.of("a", "b", "c"), true, new SplittableRandom(1));
        endpoints.avoid(0);
        endpoints.advance(1);
        endpoints.avoid(1);
        endpoints.advance(2);
        assertThat(endpoints.current()).isEqualTo("c");
        endpoints.avoid(2);
        endpoints.advance(3);
        assertThat(endpoints.current()).isEqualTo("a");
        endpoints.avoid(3);
        endpoints.advance(4);
        assertThat(endpoints.current()).isEqualTo("b");
    }

    @Test
    void aNodeThatServesAgainIsAsGoodAsAnyOther() {
        Endpoints endpoints = new Endpoints(List.of("a", "b"), true, new SplittableRandom(1));
        endpoints.avoid(0);
        endpoints.works();
        endpoints.advance(1);
        assertThat(next(endpoints, 3, 1)).containsExactly("a", "b", "a");
    }

    @Test
    void clientsThatLoseOneNodeGoToAllTheOthers() {
        Map<String, Integer> chosen = new HashMap<>();
        for (int client = 0; client < 900; client++) {
            chosen.merge(next(told(client), 1, 0).get(0), 1, Integer::sum);
        }
        assertThat(chosen).containsOnlyKeys("b", "c", "d");
        assertThat(chosen.values()).allSatisfy(count -> assertThat(count).isBetween(200, 400));
    }
}
