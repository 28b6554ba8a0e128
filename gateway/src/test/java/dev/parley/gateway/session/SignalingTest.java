package dev.parley.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.protocol.Code;
import dev.parley.protocol.Slice;
import dev.parley.protocol.lane.ToGateway.Ack;
import dev.parley.protocol.lane.ToGateway.Answer;
import dev.parley.protocol.lane.ToOwner.Signal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A signal on its way from the sender's socket to the room's owner. */
class SignalingTest {
    private final LaneWorld world = new LaneWorld();

    @Test
    void theDataTravelsByteForByteAndTheSenderIsWhoItIs() {
        Client client = world.member("a");
        String data = "{ \"type\":\"offer\", \"sdp\":\"v=0\\r\\n\\u00e9é\" , \"n\":1e999999999, \"n\":2 }";
        client.raw("{\"type\":\"send\",\"address\":\"webrtc.signal.a.p_other\",\"replyAddress\":\"r\",\"body\":"
                + "{\"from\":\"p_victim\",\"to\":\"p_victim\",\"roomId\":\"b\",\"id\":3,\"base\":2,\"epoch\":\"1.x\",\"data\":"
                + data + "}}");
        Signal signal = world.lastSignal();
        assertThat(signal.data().text()).isEqualTo(data);
        assertThat(signal.from()).isEqualTo(client.peerId);
        assertThat(signal.to()).isEqualTo("p_other");
        assertThat(signal.roomId()).isEqualTo("a");
        assertThat(signal.id()).isEqualTo(3);
        assertThat(signal.base()).isEqualTo(2);
        assertThat(signal.epoch()).isEqualTo("1.x");
        assertThat(signal.replyLane()).isEqualTo(world.router.lane());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "7",
                "[]",
                "{}",
                "{'data':1}",
                "{'id':1}",
                "{'id':0,'data':1}",
                "{'id':-1,'data':1}",
                "{'id':1.0,'data':1}",
                "{'id':1e3,'data':1}",
                "{'id':'1','data':1}",
                "{'id':9007199254740992,'data':1}",
                "{'id':99999999999999999999,'data':1}",
                "{'id':1,'base':2,'data':1}",
                "{'id':1,'base':-1,'data':1}",
                "{'id':1,'base':'1','data':1}",
                "{'id':1,'epoch':7,'data':1}",
                "{'id':1,'epoch':{},'data':1}"
            })
    void aMalformedSignalIsRefused(String body) {
        Client client = world.member("a");
        JsonNode answer = client.request("webrtc.signal.a.p_other", body.replace('\'', '"'));
        assertThat(answer.path("message").asText()).isEqualTo("invalid_argument");
        assertThat(world.bus.sent(Signal.class)).isEmpty();
    }

    @Test
    void aSignalWithoutABodyIsRefused() {
        Client client = world.member("a");
        client.raw("{\"type\":\"send\",\"address\":\"webrtc.signal.a.p_other\"}");
        assertThat(client.lastCode()).isEqualTo("invalid_argument");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "0", "\"\"", "[]", "{}", "false"})
    void dataMayBeAnyJsonValue(String data) {
        Client client = world.member("a");
        client.ask("webrtc.signal.a.p_other", "{\"id\":1,\"data\":" + data + "}");
        assertThat(world.lastSignal().data().text()).isEqualTo(data);
    }

    @Test
    void onlyMembersSend() {
        Client client = world.guest();
        JsonNode answer = client.request("webrtc.signal.a.p_other", "{\"id\":1,\"data\":1}");
        assertThat(answer.path("message").asText()).isEqualTo("not_member");
        assertThat(answer.path("failureCode").asInt()).isEqualTo(403);
    }

    @Test
    void acceptedMeansAcknowledged() {
        Client client = world.member("a");
        String reply = client.signal("a", "p_other", 1);
        assertThat(client.answer(reply)).isNull();
        world.lane.receive(new Ack(world.lastSignal().corr()));
        world.lane.receive(new Ack(world.lastSignal().corr()));
        assertThat(client.answer(reply).toString())
                .isEqualTo("{\"type\":\"rec\",\"address\":\"" + reply + "\",\"body\":{\"accepted\":true}}");
        assertThat(client.frames().stream()
                        .filter(f -> reply.equals(f.path("address").asText())))
                .hasSize(1);
    }

    @Test
    void aChangedEpochIsToldWithTheNewOne() {
        Client client = world.member("a");
        String reply = client.signal("a", "p_other", 1);
        world.lane.receive(new Answer(
                world.lastSignal().corr(), Code.EPOCH_CHANGED, Slice.utf8("Changed."), LaneWorld.NEXT_EPOCH, 0));
        JsonNode answer = client.answer(reply);
        assertThat(answer.path("type").asText()).isEqualTo("err");
        assertThat(answer.path("failureCode").asInt()).isEqualTo(409);
        assertThat(answer.path("message").asText()).isEqualTo("epoch_changed");
        assertThat(answer.path("epoch").asText()).isEqualTo(LaneWorld.NEXT_EPOCH);
        assertThat(answer.path("detail").asText()).isEqualTo("Changed.");
    }

    @Test
    void aRefusalOfTheOwnerReachesTheSender() {
        Client client = world.member("a");
        String reply = client.signal("a", "p_other", 1);
        world.lane.receive(new Answer(world.lastSignal().corr(), Code.PEER_UNKNOWN, Slice.utf8("Nobody."), "", 0));
        assertThat(client.answer(reply).path("message").asText()).isEqualTo("peer_unknown");
        assertThat(client.answer(reply).has("epoch")).isFalse();
    }

    @Test
    void anOwnerThatDoesNotAnswerIsUnavailableWithATimeToTryAgain() {
        Client client = world.member("a");
        String reply = client.signal("a", "p_other", 1);
        world.now += 700;
        world.router.tick();
        assertThat(client.answer(reply)).isNull();
        assertThat(world.bus.sent(Signal.class)).as("sent again").hasSize(2);
        world.now += 300;
        world.router.tick();
        assertThat(client.answer(reply).path("message").asText()).isEqualTo("unavailable");
        assertThat(client.answer(reply).path("retryAfterMs").asLong()).isPositive();
    }

    @Test
    void withoutAReplyAddressNobodyIsAnswered() {
        Client client = world.member("a");
        int before = client.socket.sent.size();
        client.raw("{\"type\":\"send\",\"address\":\"webrtc.signal.a.p_other\",\"body\":{\"id\":1,\"data\":1}}");
        world.lane.receive(new Ack(world.lastSignal().corr()));
        assertThat(client.socket.sent).hasSize(before);
    }
}
