package dev.parley.load.compare.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.load.relay.Heard;
import dev.parley.load.relay.Wire;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RivalWireTest {
    private static final String PAYLOAD = "{\"sdp\":\"x\"}";

    private final SocketIoWire socketIo = new SocketIoWire(null, PAYLOAD);
    private final PeerJsWire peerJs = new PeerJsWire(null, PAYLOAD);
    private final NatsWire nats = new NatsWire(null, PAYLOAD);

    @Test
    void aSignalOfSocketIoIsAnEventThatWantsAnAnswer() {
        String frame = socketIo.frames("peer").apply(17);

        assertThat(frame).startsWith("4217[");
        JsonArray event = new JsonArray(frame.substring("4217".length()));
        assertThat(event.getString(0)).isEqualTo("signal");
        assertThat(event.getString(1)).isEqualTo("peer");
        assertThat(event.getJsonObject(2).getInteger("id")).isEqualTo(17);
        assertThat(event.getJsonObject(2).getJsonObject("data")).isEqualTo(new JsonObject(PAYLOAD));
    }

    @Test
    void socketIosAnswersAndDeliveriesAreToldApart() {
        assertThat(read(socketIo, "4317[]")).containsExactly("ACK 17");
        assertThat(read(socketIo, "42[\"signal\",{\"from\":\"a\",\"id\":18,\"data\":{\"id\":3}}]"))
                .containsExactly("DELIVERY 18");
        assertThat(socketIo.end()).isEqualTo(Wire.End.BOTH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "3", "40{\"sid\":\"s\"}", "42[\"peer-joined\",{\"name\":\"m1\"}]", "0{\"sid\":\"x\"}"})
    void whatElseSocketIoSendsIsLeftAside(String frame) {
        assertThat(read(socketIo, frame)).isEmpty();
    }

    @Test
    void onlyAPingOfSocketIoIsAnswered() {
        assertThat(socketIo.answer(Buffer.buffer("2"))).isEqualTo("3");
        assertThat(socketIo.answer(Buffer.buffer("4317[]"))).isNull();
    }

    @Test
    void aSignalOfPeerJsIsAnOfferThatEndsWithItsDelivery() {
        JsonObject frame = new JsonObject(peerJs.frames("peer").apply(19));

        assertThat(frame.getString("type")).isEqualTo("OFFER");
        assertThat(frame.getString("dst")).isEqualTo("peer");
        assertThat(frame.getJsonObject("payload").getInteger("id")).isEqualTo(19);
        assertThat(peerJs.end()).isEqualTo(Wire.End.DELIVERY);
    }

    @Test
    void peerJsDeliversOffersOnly() {
        String offer = "{\"type\":\"OFFER\",\"src\":\"a\",\"dst\":\"b\",\"payload\":{\"id\":19,\"data\":{}}}";

        assertThat(read(peerJs, offer)).containsExactly("DELIVERY 19");
        assertThat(read(peerJs, "{\"type\":\"OPEN\"}")).isEmpty();
        assertThat(read(peerJs, "{\"type\":\"EXPIRE\",\"src\":\"b\",\"dst\":\"a\"}"))
                .isEmpty();
    }

    @Test
    void aSignalOfNatsIsARequestWithItsLength() {
        assertThat(nats.frames("s.0.5", "r.0.5.").apply(17))
                .isEqualTo("PUB s.0.5 r.0.5.17 " + PAYLOAD.length() + "\r\n" + PAYLOAD + "\r\n");
    }

    @Test
    void everyMessageInAFrameOfNatsIsReadAndDeliveriesAreAnswered() {
        String frame =
                "MSG s.0.5 1 r.0.5.17 4\r\nP\r\nI\r\nPING\r\nMSG r.0.5.21 1 0\r\n\r\nMSG s.0.5 1 r.0.5.18 2\r\nho\r\n";

        assertThat(read(nats, frame)).containsExactly("DELIVERY 17", "ACK 21", "DELIVERY 18");
        assertThat(nats.answer(Buffer.buffer(frame))).isEqualTo("PUB r.0.5.17 0\r\n\r\nPONG\r\nPUB r.0.5.18 0\r\n\r\n");
    }

    @Test
    void theProbeOfNatsIsNoSignalAndAnErrorIsARefusal() {
        assertThat(read(nats, "MSG r.0.5.0 1 0\r\n\r\n")).isEmpty();
        assertThat(read(nats, "-ERR 'Maximum Payload Violation'\r\n")).containsExactly("REFUSAL 0");
        assertThat(nats.answer(Buffer.buffer("PONG\r\n+OK\r\n"))).isNull();
    }

    @Test
    void aMessageOfNatsThatIsCutOffIsNotRead() {
        assertThat(read(nats, "MSG s.0.5 1 r.0.5.17 40\r\nhi\r\n")).isEmpty();
        assertThat(read(nats, "MSG s.0.5 1 r.0.5.17")).isEmpty();
    }

    @Test
    void membersKnowWhoJoinsAndWhoIsThere() {
        assertThat(SocketIoMember.joins(Buffer.buffer("42[\"peer-joined\",{\"name\":\"m1\"}]")))
                .isTrue();
        assertThat(SocketIoMember.joins(Buffer.buffer("42[\"peer-left\",{\"room\":\"peer-joined\"}]")))
                .isFalse();
        assertThat(ParleyMember.joins(Buffer.buffer(
                        "{\"type\":\"rec\",\"address\":\"rooms.events.r\",\"body\":{\"type\":\"peer-joined\"}}")))
                .isTrue();
        Buffer roster = Buffer.buffer("430[[{\"peerId\":\"a\",\"name\":\"m12\"}]]");
        assertThat(new SocketIoMember(null).names(roster, 12)).isTrue();
        assertThat(new SocketIoMember(null).names(roster, 1)).isFalse();
    }

    private static List<String> read(Wire wire, String frame) {
        List<String> read = new ArrayList<>();
        wire.read(Buffer.buffer(frame), (Heard heard, long id) -> read.add(heard + " " + id));
        return read;
    }
}
