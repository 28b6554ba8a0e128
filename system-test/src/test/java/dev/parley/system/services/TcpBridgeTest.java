package dev.parley.system.services;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.AddressPattern;
import dev.parley.protocol.Grants;
import dev.parley.protocol.Ids;
import dev.parley.protocol.Json;
import dev.parley.system.fixture.Eventually;
import dev.parley.system.fixture.RawPeer;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The TCP bridge: what a service may, and every way of knocking without the right. */
class TcpBridgeTest {
    @RegisterExtension
    static final ServicesCluster CLUSTER = new ServicesCluster();

    private static final String LIST = "rooms.request.list";

    private static String token(String... addresses) {
        return CLUSTER.get().serviceToken("crm", addresses);
    }

    private static ObjectNode of(String room) {
        return Json.newObject().put("roomId", room);
    }

    @Test
    void aServiceAsksAndIsAnswered() {
        try (TcpPeer peer = CLUSTER.tcp(1)) {
            String room = "tcp-" + Ids.random(6);
            JsonNode made = peer.ask(token(), "rooms.request.create", of(room));
            assertThat(made.path("type").asText()).as("%s", made).isEqualTo("message");
            assertThat(made.path("address").asText()).isEqualTo("r");
            assertThat(made.at("/body/roomId").asText()).isEqualTo(room);
            JsonNode gone = peer.ask(token(), "rooms.request.delete", of(room));
            assertThat(gone.path("body")).as("%s", gone).isEmpty();
            assertThat(peer.refusal(token(), "rooms.request.get", of(room))).isEqualTo("room_unknown");
        }
    }

    @Test
    void dataArrivesByteForByte() {
        String room = "tcp-" + Ids.random(6);
        RawPeer member =
                RawPeer.open(CLUSTER.get().crowd(), CLUSTER.get().node(0).url());
        member.register(room);
        member.join(room);
        String data = "{ \"b\" : 1.50, \"a\":\"\\u00fc\" }";
        try (TcpPeer peer = CLUSTER.tcp(2)) {
            peer.send("{\"type\":\"send\",\"address\":\"rooms.request.broadcast\",\"replyAddress\":\"r\",\"headers\":{"
                    + "\"authorization\":\"" + token() + "\"},\"body\":{\"data\":" + data + ",\"roomId\":\"" + room
                    + "\"}}");
            assertThat(peer.receive().at("/body/peers").asInt()).isEqualTo(1);
        }
        JsonNode told = member.await(f -> f.at("/body/type").asText().equals("broadcast"), "broadcast");
        assertThat(told.at("/body/from/service").asText()).isEqualTo("crm");
        assertThat(told.at("/body/data/b").asText()).isEqualTo("1.5");
        assertThat(told.at("/body/data/a").asText()).isEqualTo("ü");
    }

    @Test
    void withoutATokenNothingIsServedAndTheConnectionEnds() {
        try (TcpPeer peer = CLUSTER.tcp(0)) {
            for (int i = 0; i < 5; i++) {
                assertThat(peer.refusal(null, LIST, Json.newObject())).isEqualTo("token_invalid");
            }
            peer.awaitClosed();
        }
    }

    @Test
    void forgedExpiredAndPeoplesTokensAreRefused() {
        String good = token();
        Grants all = Grants.toServe(Grants.PUBLIC);
        try (TcpPeer peer = CLUSTER.tcp(0)) {
            assertThat(peer.refusal(good.substring(0, good.length() - 3) + "AAA", LIST, Json.newObject()))
                    .isEqualTo("token_invalid");
            assertThat(peer.refusal(CLUSTER.get().token("crm", all, -120), LIST, Json.newObject()))
                    .isEqualTo("token_invalid");
            assertThat(peer.refusal(CLUSTER.get().token("ada", Grants.USER, 60), LIST, Json.newObject()))
                    .isEqualTo("access_denied");
            assertThat(peer.ask(good, LIST, Json.newObject()).path("type").asText())
                    .isEqualTo("message");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "calls.request.end",
                "rooms.request.join",
                "rooms.request.chat",
                "auth.request.login",
                "session.open",
                "nodes",
                "rooms.n1.0",
                "gateway.n1.0",
                "people.n1.0",
                "feed.n1",
                "__vertx.subs",
                "rooms.request.*",
                "webrtc.signal.room.peer"
            })
    void addressesOutsideTheGrantAndInternalOnesAreDenied(String address) {
        String token = CLUSTER.get()
                .token(
                        "crm",
                        Grants.toServe(List.of(
                                new AddressPattern("rooms.>"),
                                new AddressPattern("gateway.>"),
                                new AddressPattern("people.>"),
                                new AddressPattern("nodes"),
                                new AddressPattern("feed.>"),
                                new AddressPattern("session.>"),
                                new AddressPattern("webrtc.>"),
                                new AddressPattern("auth.request.*"),
                                new AddressPattern("__vertx.>"))),
                        60);
        try (TcpPeer peer = CLUSTER.tcp(0)) {
            assertThat(peer.refusal(token, address, of("x"))).isEqualTo("access_denied");
            peer.send(TcpPeer.frame("register", address, token));
            assertThat(peer.receive().path("message").asText()).isEqualTo("access_denied");
            peer.send(TcpPeer.frame("publish", address, token));
            assertThat(peer.receive().path("message").asText()).isEqualTo("access_denied");
        }
    }

    private static JsonNode receive(TcpPeer peer, Predicate<JsonNode> wanted) {
        JsonNode frame = peer.receive();
        while (!wanted.test(frame)) {
            frame = peer.receive();
        }
        return frame;
    }

    @Test
    void eventsComeToWhoeverMayHaveThem() {
        try (TcpPeer peer = CLUSTER.tcp(0);
                TcpPeer other = CLUSTER.tcp(1)) {
            peer.send(TcpPeer.frame("register", "events.rooms", token("events.rooms")));
            peer.send("{\"type\":\"ping\"}");
            // rooms of other tests come and go meanwhile
            receive(peer, frame -> frame.path("type").asText().equals("pong"));
            other.send(TcpPeer.frame("register", "events.rooms", token("events.calls")));
            assertThat(other.receive().path("message").asText()).isEqualTo("access_denied");
            EventBus bus = CLUSTER.get().node(2).vertx().eventBus();
            bus.publish("events.rooms", new JsonObject().put("type", "planted"));
            JsonNode event =
                    receive(peer, frame -> frame.at("/body/type").asText().equals("planted"));
            assertThat(event.path("address").asText()).isEqualTo("events.rooms");
            assertThat(event.path("send").asBoolean()).isFalse();
        }
    }

    @Test
    void aConnectionEndsWithItsToken() {
        String brief = CLUSTER.get().token("crm", Grants.toServe(Grants.PUBLIC), 1);
        try (TcpPeer peer = CLUSTER.tcp(0)) {
            peer.send(TcpPeer.frame("register", "events.rooms", brief));
            JsonNode last = receive(peer, frame -> frame.path("type").asText().equals("err"));
            assertThat(last.path("message").asText()).as("%s", last).isEqualTo("token_invalid");
            peer.awaitClosed();
        }
    }

    @Test
    void whatATokenLetOneHearEndsWithItWhateverComesAfter() {
        String brief = CLUSTER.get().token("crm", Grants.toServe(Grants.PUBLIC), 1);
        try (TcpPeer peer = CLUSTER.tcp(0)) {
            peer.send(TcpPeer.frame("register", "events.rooms", brief));
            assertThat(peer.ask(token(LIST), LIST, Json.newObject())
                            .path("type")
                            .asText())
                    .isEqualTo("message");
            JsonNode over = receive(peer, frame -> frame.path("type").asText().equals("err"));
            assertThat(over.path("message").asText()).as("%s", over).isEqualTo("token_invalid");
            assertThat(over.path("address").asText()).isEqualTo("events.rooms");
            assertThat(peer.ask(token(LIST), LIST, Json.newObject())
                            .path("type")
                            .asText())
                    .isEqualTo("message");
        }
    }

    @Test
    void aFloodIsCut() {
        try (TcpPeer peer = CLUSTER.tcp(1)) {
            byte[] pings = "\0\0\0\17{\"type\":\"ping\"}".repeat(20_000).getBytes(StandardCharsets.ISO_8859_1);
            peer.raw(pings);
            peer.awaitClosed();
        } catch (java.io.UncheckedIOException cutWhileWriting) {
            assertThat(cutWhileWriting).hasMessageContaining("reset");
        }
    }

    @Test
    void whoShowsNoTokenIsDisconnected() {
        try (TcpPeer silent = CLUSTER.tcp(0);
                TcpPeer pinging = CLUSTER.tcp(0)) {
            pinging.send("{\"type\":\"ping\"}");
            silent.awaitClosed();
            pinging.awaitClosed();
        }
    }

    @Test
    void aFrameThatDribblesInIsCut() {
        try (TcpPeer peer = CLUSTER.tcp(0)) {
            peer.ask(token(), LIST, Json.newObject());
            peer.raw(ByteBuffer.allocate(5).putInt(1_000).put((byte) '{').array());
            peer.awaitClosed();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MAX_VALUE, 65_537, 1, 0, -1, Integer.MIN_VALUE})
    void aLengthBeyondTheBoundEndsTheConnection(int length) {
        try (TcpPeer peer = CLUSTER.tcp(0)) {
            peer.raw(ByteBuffer.allocate(4).putInt(length).array());
            assertThat(peer.receive().path("message").asText()).isEqualTo("frame_too_large");
            peer.awaitClosed();
        }
    }

    @Test
    void garbageEndsTheConnection() {
        try (TcpPeer peer = CLUSTER.tcp(0)) {
            peer.raw("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            assertThat(peer.receive().path("message").asText()).isEqualTo("frame_too_large");
            peer.awaitClosed();
        }
    }

    @Test
    void brokenFramesAreAnsweredAndThenTheConnectionEnds() {
        try (TcpPeer peer = CLUSTER.tcp(0)) {
            String[] broken = {"[]", "{\"type\":\"send\"", "{\"address\":\"x\"}", "{\"type\":7}", "\u0000\u0001\u0002"};
            String[] codes = {"invalid_json", "invalid_json", "missing_type", "invalid_type", "invalid_json"};
            for (int i = 0; i < broken.length; i++) {
                peer.send(broken[i]);
                assertThat(peer.receive().path("message").asText()).isEqualTo(codes[i]);
            }
            peer.awaitClosed();
        }
    }

    @Test
    void headersThatAreNoneAreNoToken() {
        try (TcpPeer peer = CLUSTER.tcp(0)) {
            for (String headers : new String[] {"null", "[]", "\"x\"", "{\"authorization\":7}"}) {
                peer.send("{\"type\":\"send\",\"address\":\"" + LIST + "\",\"replyAddress\":\"r\",\"headers\":"
                        + headers + ",\"body\":{}}");
                assertThat(peer.receive().path("message").asText()).isEqualTo("token_invalid");
            }
        }
    }

    @Test
    void aRequestThatIsTooLargeForItsKindIsRefused() {
        ObjectNode body = of("x").put("data", "x".repeat(5_000));
        try (TcpPeer peer = CLUSTER.tcp(0)) {
            assertThat(peer.refusal(token(), "rooms.request.broadcast", body)).isEqualTo("invalid_argument");
        }
    }

    @Test
    void connectionsAreBoundedAndGivenBack() {
        List<TcpPeer> crowd = new java.util.ArrayList<>();
        for (int i = 0; i < 100; i++) {
            crowd.add(CLUSTER.tcp(2));
        }
        try (TcpPeer tooMany = CLUSTER.tcp(2)) {
            tooMany.awaitClosed();
        }
        crowd.forEach(TcpPeer::close);
        Eventually.holds(this::isServedAgain, () -> "nobody is let in any more");
    }

    private boolean isServedAgain() {
        try (TcpPeer peer = CLUSTER.tcp(2)) {
            return peer.ask(token(), LIST, Json.newObject())
                    .path("type")
                    .asText()
                    .equals("message");
        } catch (java.io.UncheckedIOException closed) {
            return false;
        }
    }
}
