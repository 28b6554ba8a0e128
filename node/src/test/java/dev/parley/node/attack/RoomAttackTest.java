package dev.parley.node.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.node.Node;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Members and strangers who lie, on a whole node with real rooms. */
class RoomAttackTest {
    @TempDir
    static Path folder;

    private static CapturedLog log;
    private static Node node;
    private static String url;

    private final String room = "room-" + UUID.randomUUID();

    @BeforeAll
    static void start() {
        log = new CapturedLog();
        node = LoneNode.start(folder);
        url = node.url();
    }

    @AfterAll
    static void stop() {
        node.stop();
        log.close();
        log.assertEmpty();
    }

    @Test
    void theSenderIsWhomTheServerKnowsAndNotWhomTheBodyNames() {
        try (Peer alice = Peer.member(url, room);
                Peer bob = Peer.member(url, room);
                Peer eve = Peer.member(url, room)) {
            String lie =
                    ",\"from\":\"" + alice.id() + "\",\"to\":\"" + alice.id() + "\",\"seq\":1,\"roomId\":\"other\"";
            assertThat(eve.signal(room, bob.id(), 1, lie).at("/body/accepted").asBoolean())
                    .isTrue();
            JsonNode signal = bob.await(f -> f.at("/body/data").isObject());
            assertThat(signal.at("/body/from").asText()).isEqualTo(eve.id());
            assertThat(signal.at("/body/to").asText()).isEqualTo(bob.id());
            assertThat(signal.at("/body/roomId").asText()).isEqualTo(room);
        }
    }

    @Test
    void nobodyOutsideTheRoomIsReachedThroughIt() {
        try (Peer eve = Peer.member(url, room);
                Peer outside = Peer.member(url, room + "x")) {
            outside.register("webrtc.signal." + room + "." + outside.id());
            assertThat(eve.signal(room, outside.id(), 1, "").path("message").asText())
                    .isEqualTo("peer_unknown");
            assertThat(eve.signal(room + "x", outside.id(), 1, "")
                            .path("message")
                            .asText())
                    .isEqualTo("not_member");
            assertThat(eve.signal(room, eve.id(), 2, "").path("message").asText())
                    .isEqualTo("peer_unknown");
            outside.request("rooms.request.get", "{\"roomId\":\"" + room + "x\"}");
            assertThat(outside.seen()).noneMatch(f -> f.at("/body").has("data"));
        }
    }

    @Test
    void whoeverWasBannedIsOutAtOnceAndStaysOut() {
        try (Peer host = Peer.member(url, room);
                Peer eve = Peer.member(url, room)) {
            assertThat(host.request(
                                    "rooms.request.ban",
                                    "{\"roomId\":\"" + room + "\",\"peerId\":\"" + eve.id() + "\"}")
                            .path("type")
                            .asText())
                    .isEqualTo("rec");
            assertThat(eve.event("peer-left").at("/body/reason").asText()).isEqualTo("banned");
            assertThat(eve.signal(room, host.id(), 1, "").path("message").asText())
                    .isEqualTo("not_member");
            String join = "{\"roomId\":\"" + room + "\"}";
            assertThat(eve.refusal("rooms.request.join", join)).isEqualTo("banned");
            assertThat(eve.refusal("rooms.request.chat", "{\"roomId\":\"" + room + "\",\"id\":\"1\",\"text\":\"x\"}"))
                    .isEqualTo("not_member");
            try (Peer again = Peer.connect(url)) {
                again.open("{\"protocol\":1,\"deviceToken\":\"" + eve.deviceToken() + "\"}");
                assertThat(again.refusal("rooms.request.join", join)).isEqualTo("banned");
            }
            try (Peer resumed = Peer.connect(url)) {
                resumed.open(resume(eve.resumeToken()));
                assertThat(resumed.refusal("rooms.request.join", join)).isEqualTo("banned");
            }
        }
    }

    private String resume(String token) {
        return "{\"protocol\":1,\"resume\":{\"resumeToken\":\"" + token + "\",\"rooms\":[{\"roomId\":\"" + room
                + "\",\"epoch\":\"x\",\"seq\":0}]}}";
    }

    @Test
    void whoeverWasKickedSendsNothingMore() {
        try (Peer host = Peer.member(url, room);
                Peer eve = Peer.member(url, room)) {
            host.request("rooms.request.kick", "{\"roomId\":\"" + room + "\",\"peerId\":\"" + eve.id() + "\"}");
            assertThat(eve.event("peer-left").at("/body/reason").asText()).isEqualTo("kicked");
            assertThat(eve.signal(room, host.id(), 1, "").path("message").asText())
                    .isEqualTo("not_member");
            assertThat(eve.isOpen()).isTrue();
        }
    }

    @Test
    void aCopyOfAnOlderTokenTakesNothingOver() {
        try (Peer alice = Peer.member(url, room);
                Peer first = Peer.member(url, room);
                Peer live = Peer.connect(url);
                Peer newest = Peer.connect(url);
                Peer replay = Peer.connect(url)) {
            live.open(resume(first.resumeToken()));
            newest.open(resume(live.resumeToken()));
            newest.enter(room);
            JsonNode answer = replay.request("session.open", resume(first.resumeToken()));
            if (answer.path("type").asText().equals("rec")) {
                assertThat(answer.at("/body/rooms/0/gone").asText()).isNotEmpty();
                replay.send(
                        "{\"type\":\"send\",\"address\":\"rooms.request.join\",\"replyAddress\":\"j\",\"body\":{\"roomId\":\""
                                + room + "\"}}");
            } else {
                assertThat(answer.path("message").asText()).isEqualTo("token_invalid");
            }
            assertThat(alice.signal(room, newest.id(), 1, "")
                            .at("/body/accepted")
                            .asBoolean())
                    .isTrue();
            assertThat(newest.await(f -> f.at("/body/data").isObject())
                            .at("/body/from")
                            .asText())
                    .isEqualTo(alice.id());
            assertThat(newest.isOpen()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"__vertx.subs", "__vertx.reply.1", "nodes", "calls.inbox.zoe", "rooms.events", "rooms.events.*"})
    void internalAddressesAreNeitherHeardNorSpokenTo(String address) {
        try (Peer eve = Peer.guest(url)) {
            assertThat(eve.refusal(address, "{}")).isEqualTo("access_denied");
            eve.register(address);
            assertThat(eve.await(f -> f.path("type").asText().equals("err"))
                            .path("message")
                            .asText())
                    .isEqualTo("access_denied");
        }
    }

    @Test
    void theLanesOfANodeAreNotReachedByTheirNames() {
        try (Peer eve = Peer.guest(url)) {
            for (String kind : new String[] {"rooms.", "people.", "gateway."}) {
                String lane = kind + node.id() + ".0";
                assertThat(eve.refusal(lane, "{}")).isEqualTo("access_denied");
                eve.register(lane);
                assertThat(eve.await(f -> f.path("type").asText().equals("err"))
                                .path("address")
                                .asText())
                        .isEqualTo(lane);
            }
        }
    }

    @Test
    void whoeverListensToARoomWithoutBeingInItHearsNothing() {
        try (Peer host = Peer.member(url, room);
                Peer eve = Peer.guest(url)) {
            eve.register("rooms.events." + room);
            eve.register("rooms.events." + room + "5");
            eve.register("rooms.events." + room.substring(0, room.length() - 1));
            eve.request("rooms.request.get", "{\"roomId\":\"" + room + "\"}");
            host.request("rooms.request.chat", "{\"roomId\":\"" + room + "\",\"id\":\"1\",\"text\":\"secret\"}");
            eve.request("rooms.request.get", "{\"roomId\":\"" + room + "\"}");
            assertThat(eve.seen()).noneMatch(f -> f.toString().contains("secret"));
            assertThat(eve.refusal("rooms.request.chat", "{\"roomId\":\"" + room + "\",\"id\":\"2\",\"text\":\"x\"}"))
                    .isEqualTo("not_member");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "join   | {'roomId':'%s','displayName':'\\ud800'}",
                "join   | {'roomId':'%s','displayName':7}",
                "join   | {'roomId':'%s','state':{'a':'\\udfff'}}",
                "join   | {'roomId':'%s','state':[]}",
                "join   | {'roomId':'../%s'}",
                "join   | {'roomId':'%s\\u0000'}",
                "join   | []",
                "join   | null",
                "create | {'roomId':'%s','visibility':'secret'}",
                "create | {'roomId':'%s','visibility':'public','maxPeers':1e999999999}",
                "create | {'roomId':'%s','visibility':'public','maxPeers':99999999999999999999}",
                "create | {'roomId':'%s','visibility':'public','owner':{'id':'me'}}",
                "create | {'roomId':'%s','visibility':'public','name':'\\ud800'}",
                "create | {'roomId':'%s','visibility':'public','ttlSeconds':-1}"
            })
    void aRequestThatIsNotWellFormedIsRefusedAndNothingFails(String name, String body) {
        try (Peer eve = Peer.guest(url)) {
            String json = String.format(body.replace('\'', '"'), room);
            assertThat(eve.refusal("rooms.request." + name, json)).isIn("invalid_argument", "invalid_name");
            assertThat(eve.refusal("rooms.request.get", "{\"roomId\":\"" + room + "\"}"))
                    .isEqualTo("room_unknown");
        }
    }

    @Test
    void nobodyGivesItselfARole() {
        try (Peer host = Peer.member(url, room);
                Peer eve = Peer.guest(url)) {
            JsonNode joined = eve.request(
                    "rooms.request.join",
                    "{\"roomId\":\"" + room + "\",\"role\":\"host\",\"user\":{\"id\":\"1\"},\"peerId\":\"p_x\"}");
            assertThat(joined.at("/body/self/role").asText("guest")).isEqualTo("guest");
            assertThat(joined.at("/body/self/peerId").asText(eve.id())).isEqualTo(eve.id());
            String promote = "{\"roomId\":\"" + room + "\",\"peerId\":\"" + eve.id() + "\",\"role\":\"host\"}";
            assertThat(eve.refusal("rooms.request.promote", promote)).isIn("not_allowed", "not_member");
            assertThat(host.isOpen()).isTrue();
        }
    }

    @Test
    void textsThatWouldForgeLogLinesAreJustTexts() {
        String forged = "x\\r\\n2030-01-01 ERROR forged\\u001b[31m\\u2028";
        try (Peer eve = Peer.guest(url)) {
            eve.request("rooms.request.join", "{\"roomId\":\"" + room + "\",\"displayName\":\"" + forged + "\"}");
            eve.request("rooms.request.chat", "{\"roomId\":\"" + room + "\",\"id\":\"1\",\"text\":\"" + forged + "\"}");
            assertThat(eve.refusal(forged, "{}")).isEqualTo("access_denied");
            assertThat(eve.refusal("rooms.request." + forged, "{}")).isEqualTo("access_denied");
        }
    }

    @Test
    void twoThousandRegistersAreCappedWhileOthersAreServed() {
        try (Peer other = Peer.member(url, room);
                Peer eve = Peer.guest(url)) {
            for (int i = 0; i < 2_000; i++) {
                eve.register("rooms.events.flood" + i);
            }
            long begin = System.nanoTime();
            assertThat(other.request("rooms.request.get", "{\"roomId\":\"" + room + "\"}")
                            .path("type")
                            .asText())
                    .isEqualTo("rec");
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
            JsonNode refused = eve.await(f -> f.path("type").asText().equals("err"));
            assertThat(refused.path("failureCode").asInt()).isEqualTo(429);
            assertThat(refused.path("retryAfterMs").asInt()).isPositive();
        }
    }

    @Test
    void aJoinFloodEndsAtTheRoomsOfASession() {
        try (Peer eve = Peer.guest(url)) {
            int joined = 0;
            String code = "";
            for (int i = 0; i < 60 && code.isEmpty(); i++) {
                JsonNode answer = eve.request("rooms.request.join", "{\"roomId\":\"" + room + "-" + i + "\"}");
                code = answer.path("message").asText();
                joined += code.isEmpty() ? 1 : 0;
            }
            assertThat(code).isEqualTo("rate_limited");
            assertThat(joined).isEqualTo(32);
        }
    }

    @Test
    void whoeverKeepsSendingNonsenseIsClosedForAbuse() throws InterruptedException {
        try (Peer eve = Peer.guest(url)) {
            for (int i = 0; i < 105; i++) {
                eve.send("nonsense");
            }
            assertThat(eve.closeCode()).isEqualTo(3503);
        }
    }
}
