package dev.parley.load.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.Json;
import dev.parley.protocol.Slice;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignalsTest {
    @ParameterizedTest
    @ValueSource(ints = {Signals.MIN_BYTES, 200, 1_400, Signals.MAX_BYTES})
    void aSignalIsJsonOfTheSizeAskedForAndTellsWhenItWasDue(int bytes) {
        for (String type : new String[] {Signals.OFFER, Signals.ANSWER, Signals.CANDIDATE}) {
            String text = Signals.text(new Conversation.Step(false, type, bytes), 123_456_789_012L);

            assertThat(text).hasSize(bytes);
            assertThat(Json.object(Slice.utf8(text)).path("type").asText()).isEqualTo(type);
            assertThat(Signals.dueAt(Slice.utf8(text))).isEqualTo(123_456_789_012L);
        }
    }

    @Test
    void whatIsNoSignalOfOursTellsNoTime() {
        assertThat(Signals.dueAt(Slice.utf8("null"))).isNegative();
        assertThat(Signals.dueAt(Slice.utf8("{\"type\":\"bye\",\"reason\":\"somebody else\"}")))
                .isNegative();
    }

    @Test
    void aNegotiationHasTheSizesOfARealOne() {
        Conversation talk = Script.NEGOTIATION.between(0, new Random(1).nextLong());
        Map<String, Integer> times = new HashMap<>();
        for (int i = 0; i < 1_000; i++) {
            Conversation.Step step = talk.next();
            times.merge(step.type(), 1, Integer::sum);
            if (step.type().equals(Signals.CANDIDATE)) {
                assertThat(step.bytes()).isBetween(180, 220);
            } else {
                assertThat(step.bytes()).isBetween(3_000, 6_000);
                assertThat(step.back()).isEqualTo(step.type().equals(Signals.ANSWER));
            }
        }
        assertThat(times.get(Signals.OFFER))
                .isCloseTo(times.get(Signals.ANSWER), org.assertj.core.data.Offset.offset(1));
        assertThat(times.get(Signals.CANDIDATE)).isGreaterThan(times.get(Signals.OFFER));
    }
}
