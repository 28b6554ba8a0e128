package dev.parley.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.Json;
import dev.parley.protocol.UserRef;
import dev.parley.watch.timeline.Timeline;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CallTracesTest {
    private static final long KEEP = 1_000;
    private final CallTraces traces = new CallTraces(new WatchConfig(0, 0, 0, 0, 3, 4, 6, KEEP));

    private void add(String callId, int count, long now) {
        for (int i = 0; i < count; i++) {
            traces.add(callId, TraceEntry.ofUser(Step.RANG, "bob", null), now, now);
        }
    }

    private ObjectNode told(String callId, long now) {
        ObjectNode answer = Json.newObject();
        traces.tell(callId, "rooms", "rooms.n1.0", now, answer);
        return answer;
    }

    @Test
    void ofOneCallTheLatestAreKeptAndThatIsSaid() {
        add("c1", 5, 0);
        assertThat(told("c1", 0).path("entries")).hasSize(4);
        assertThat(told("c1", 0).path("truncated").asBoolean()).isTrue();
        assertThat(told("c1", 0).at("/entries/0/n").asInt()).isEqualTo(2);
    }

    @Test
    void whoWasCalledIsToldBesideWhoTakesPart() {
        UserRef ada = new UserRef("acc_a", "ada");
        UserRef bob = new UserRef("acc_b", "bob");
        traces.about("c1", "r_1", List.of(ada), List.of(bob), 0);
        Timeline timeline = Timeline.of("c1", Map.of("n1", told("c1", 0)));
        assertThat(timeline.participants()).containsOnlyKeys("acc_a");
        assertThat(timeline.isOf("acc_a")).isTrue();
        assertThat(timeline.isOf("acc_b")).isTrue();
        assertThat(timeline.isOf("acc_c")).isFalse();
        assertThat(timeline.json().text()).doesNotContain("acc_b");
    }

    @Test
    void theCallsSeenLastAreKept() {
        add("c1", 1, 0);
        add("c2", 1, 0);
        add("c3", 1, 0);
        add("c1", 1, 0);
        add("c4", 1, 0);
        assertThat(told("c2", 0).isEmpty()).isTrue();
        assertThat(told("c1", 0).path("entries")).hasSize(2);
    }

    @Test
    void allCallsTogetherHaveABound() {
        add("c1", 4, 0);
        add("c2", 4, 0);
        assertThat(traces.size()).isLessThanOrEqualTo(6);
        assertThat(told("c1", 0).isEmpty()).isTrue();
        assertThat(told("c2", 0).path("entries")).hasSize(4);
    }

    @Test
    void afterAWhileACallIsForgotten() {
        add("c1", 1, 0);
        assertThat(told("c1", KEEP - 1).path("entries")).hasSize(1);
        assertThat(told("c1", KEEP).isEmpty()).isTrue();
        assertThat(traces.size()).isZero();
    }
}
