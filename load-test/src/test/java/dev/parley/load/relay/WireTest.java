package dev.parley.load.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireTest {
    private final Wire parley = new ParleyWire(null, "{}");
    private final Wire bare = new BareWire(null, "{}");

    @Test
    void parleysAnswersAndDeliveriesAreToldApart() {
        Buffer ack = Buffer.buffer("{\"type\":\"rec\",\"address\":\"=17\",\"body\":{\"accepted\":true}}");
        Buffer refusal = Buffer.buffer("{\"type\":\"err\",\"address\":\"=18\",\"failureCode\":503}");
        Buffer delivery = Buffer.buffer("{\"type\":\"rec\",\"address\":\"webrtc.signal.r.p\",\"body\":{\"from\":\"a\","
                + "\"roomId\":\"r\",\"id\":19,\"epoch\":\"e\",\"seq\":20,\"data\":{\"id\":3}}}");

        assertThat(parley.heard(ack)).isEqualTo(Heard.ACK);
        assertThat(parley.id(ack, Heard.ACK)).isEqualTo(17);
        assertThat(parley.heard(refusal)).isEqualTo(Heard.REFUSAL);
        assertThat(parley.id(refusal, Heard.REFUSAL)).isEqualTo(18);
        assertThat(parley.heard(delivery)).isEqualTo(Heard.DELIVERY);
        assertThat(parley.id(delivery, Heard.DELIVERY)).isEqualTo(19);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"pong\"}",
                "{\"type\":\"rec\",\"address\":\"rooms.events.r\",\"body\":{\"type\":\"peer-joined\"}}",
                "{\"type\":\"err\",\"address\":\"webrtc.signal.r.p\",\"failureCode\":400}"
            })
    void whatIsNeitherIsLeftAside(String frame) {
        assertThat(parley.heard(Buffer.buffer(frame))).isEqualTo(Heard.OTHER);
    }

    @Test
    void theBareRelaysFramesAreRead() {
        Buffer ack = Buffer.buffer("a10000002" + BareWire.padded(42));

        assertThat(bare.heard(ack)).isEqualTo(Heard.ACK);
        assertThat(bare.id(ack, Heard.ACK)).isEqualTo(42);
        assertThat(bare.heard(Buffer.buffer("d10000002" + BareWire.padded(1)))).isEqualTo(Heard.DELIVERY);
        assertThat(bare.heard(Buffer.buffer("h10000002"))).isEqualTo(Heard.OTHER);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 1400, 60_000})
    void thePayloadIsJsonOfTheWantedSize(int bytes) {
        String payload = Payload.ofSize(bytes);

        assertThat(payload).hasSize(bytes);
        assertThat(new JsonObject(payload).getString("sdp")).startsWith("v=0\r\n");
    }
}
