package dev.parley.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.protocol.CloseReason;
import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames in, answers out: what a client is told about everything that it must not or cannot do. */
class ConversationTest {
    private final LaneWorld world = new LaneWorld();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'send','address':'rooms.request.join','body':{'roomId':'a'}}",
                "{'type':'send','address':'webrtc.signal.a.b','body':{'id':1,'data':1}}",
                "{'type':'register','address':'rooms.events.a'}",
                "{'type':'unregister','address':'rooms.events.a'}",
                "{'type':'send','address':'people.request.get','body':{'username':'zoe'}}"
            })
    void nothingButOpeningIsServedBeforeTheSessionIsOpen(String frame) {
        Client client = world.connect();
        client.raw(frame.replace('\'', '"'));
        assertThat(client.lastCode()).isEqualTo("not_open");
        assertThat(world.bus.sent).isEmpty();
    }

    @Test
    void anErrorHasTheShapeOfTheBridgeAndStandsAtTheReplyAddress() {
        Client client = world.guest();
        JsonNode error = client.request("rooms.request.nonsense", "{}");
        assertThat(error.path("type").asText()).isEqualTo("err");
        assertThat(error.path("failureCode").asInt()).isEqualTo(403);
        assertThat(error.path("failureType").asText()).isEqualTo("RECIPIENT_FAILURE");
        assertThat(error.path("message").asText()).isEqualTo("access_denied");
        assertThat(error.path("detail").asText()).endsWith(".");
        assertThat(error.properties())
                .extracting(java.util.Map.Entry::getKey)
                .containsExactlyInAnyOrder("type", "address", "failureCode", "failureType", "message", "detail");
    }

    @Test
    void withoutAReplyAddressAnErrorStandsAtTheFramesOwn() {
        Client client = world.guest();
        client.raw("{\"type\":\"send\",\"address\":\"nowhere\"}");
        assertThat(client.last().path("address").asText()).isEqualTo("nowhere");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "__vertx.subs",
                "__vertx.reply.1",
                "__vertx.reply.3f0c9a52-1c1d-4f0e-9b4b-000000000000",
                "rooms.n1.0",
                "gateway.n1.0",
                "people.n1.0",
                "nodes",
                "rooms.events.a",
                "calls.inbox.zoe",
                "rooms.request.",
                "rooms.request.JOIN",
                "rooms.request.resume",
                "rooms.request.readmit",
                "rooms.request.peer",
                "rooms.request.person",
                "rooms.request.join ",
                "webrtc.signal.a",
                "webrtc.signal..b",
                "webrtc.signal.a.b.c",
                "webrtc.signal.a.b*",
                "session.openX",
                "people.request.getX",
                ""
            })
    void anAddressThatIsNotForClientsIsDenied(String address) {
        Client client = world.guest();
        assertThat(client.request(address, "{}").path("message").asText()).isEqualTo("access_denied");
        assertThat(world.bus.sent).isEmpty();
    }

    @Test
    void publishIsRefused() {
        Client client = world.guest();
        client.raw("{\"type\":\"publish\",\"address\":\"rooms.events.a\",\"body\":{}}");
        assertThat(client.lastCode()).isEqualTo("access_denied");
        assertThat(world.bus.sent).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "                                        | invalid_json",
                "x                                       | invalid_json",
                "[]                                      | invalid_json",
                "{'type':'ping'                          | invalid_json",
                "{'type':'ping'} {}                      | invalid_json",
                "{'type':'ping','type':'send'}           | invalid_json",
                "{'type':'send','address':'a','body':}   | invalid_json",
                "{'type':'send','body':{'a':1e}}         | invalid_json",
                "{}                                      | missing_type",
                "{'address':'a'}                         | missing_type",
                "{'type':null}                           | invalid_type",
                "{'type':7}                              | invalid_type",
                "{'type':'rec','address':'a'}            | invalid_type",
                "{'type':'SEND','address':'a'}           | invalid_type",
                "{'type':'send'}                         | missing_address",
                "{'type':'send','address':null}          | missing_address",
                "{'type':'send','address':7}             | missing_address",
                "{'type':'register'}                     | missing_address",
                "{'type':'unregister','address':{}}      | missing_address",
                "{'type':'send','address':'a','replyAddress':7} | invalid_argument"
            })
    void aFrameThatIsNotUnderstoodIsAnsweredWithItsCodeAndTheSocketStaysOpen(String frame, String code) {
        Client client = world.guest();
        client.raw(frame == null ? "" : frame.replace('\'', '"'));
        assertThat(client.lastCode()).isEqualTo(code);
        assertThat(client.socket.closeCode()).isZero();
        assertThat(client.request("rooms.request.get", "7").path("message").asText())
                .isEqualTo("invalid_argument");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{'type':'ping','headers':null}", "{'type':'ping','headers':'x'}", "{'type':'ping','a':[]}"})
    void headersAndUnknownFieldsOfClientsAreIgnored(String frame) {
        Client client = world.guest();
        int before = client.socket.sent.size();
        client.raw(frame.replace('\'', '"'));
        assertThat(client.socket.sent).hasSize(before);
    }

    @Test
    void deepNestingAndInvalidUtf8AreInvalidJson() {
        Client client = world.guest();
        client.raw(
                "{\"type\":\"send\",\"address\":\"session.open\",\"body\":" + "[".repeat(200) + "]".repeat(200) + "}");
        assertThat(client.lastCode()).isEqualTo("invalid_json");
        client.socket.receive(Buffer.buffer(new byte[] {'{', '"', (byte) 0xC3, '"', ':', '1', '}'}));
        assertThat(client.lastCode()).isEqualTo("invalid_json");
        assertThat(client.socket.closeCode()).isZero();
    }

    @Test
    void aReplyAddressOfMoreThan64CharactersIsNotUsed() {
        Client client = world.guest();
        client.raw("{\"type\":\"send\",\"address\":\"session.open\",\"replyAddress\":\"" + "r".repeat(65) + "\"}");
        assertThat(client.lastCode()).isEqualTo("invalid_argument");
        assertThat(client.last().path("address").asText()).isEqualTo("session.open");
    }

    @Test
    void whoeverGoesOnSendingNonsenseIsClosedForAbuse() {
        Client client = world.guest();
        for (int i = 0; i < 200 && client.socket.closeCode() == 0; i++) {
            client.raw("nonsense");
        }
        assertThat(client.socket.closeCode()).isEqualTo(CloseReason.ABUSE.code());
        int written = client.socket.sent.size();
        client.raw("nonsense");
        client.raw("{\"type\":\"send\",\"address\":\"session.open\",\"body\":{}}");
        assertThat(client.socket.sent).as("after the close").hasSize(written);
    }

    @Test
    void aFewMistakesAreForgiven() {
        Client client = world.guest();
        for (int minute = 0; minute < 10; minute++) {
            for (int i = 0; i < 50; i++) {
                client.raw("nonsense");
            }
            client.raw("{\"type\":\"ping\"}");
            world.now += 60_000;
        }
        assertThat(client.socket.closeCode()).isZero();
    }

    @Test
    void aFrameOverTheLimitIsRefusedUnread() {
        Client client = world.guest();
        client.raw("{\"type\":\"ping\",\"a\":\"" + "x".repeat(Configs.FRAME_BYTES) + "\"}");
        assertThat(client.lastCode()).isEqualTo("frame_too_large");
        assertThat(client.last().path("failureCode").asInt()).isEqualTo(413);
        assertThat(client.last().has("address")).isFalse();
    }

    @Test
    void whoeverGoesOnSendingFramesThatAreTooLargeIsClosedForAbuse() {
        Client client = world.guest();
        String large = "x".repeat(Configs.FRAME_BYTES + 1);
        for (int i = 0; i < 200 && client.socket.closeCode() == 0; i++) {
            client.raw(large);
        }
        assertThat(client.socket.closeCode()).isEqualTo(CloseReason.ABUSE.code());
    }

    @Test
    void anEmptyPingIsHeardAndNotAnswered() {
        Client client = world.guest();
        int before = client.socket.sent.size();
        client.raw("{\"type\":\"ping\"}");
        assertThat(client.socket.sent).hasSize(before);
    }
}
