package dev.parley.system.features;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.client.RoomEvent;
import dev.parley.protocol.Json;
import dev.parley.system.fixture.Eventually;
import dev.parley.system.fixture.Member;
import dev.parley.system.fixture.RawPeer;
import dev.parley.system.fixture.SharedCluster;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Streams that wait, go on elsewhere, or begin anew; spoken by hand. */
class StreamsTest {
    /** As configured by default. */
    private static final int RING_FRAMES = 256;

    @RegisterExtension
    static final SharedCluster CLUSTER = new SharedCluster();

    private static RawPeer open(int node) {
        return RawPeer.open(CLUSTER.crowd(), CLUSTER.url(node));
    }

    private static RawPeer member(int node, String roomId) {
        RawPeer peer = open(node);
        peer.join(roomId);
        peer.register(roomId);
        return peer;
    }

    private static ObjectNode resuming(ObjectNode session, String roomId, String epoch, long seq) {
        ObjectNode body = Json.newObject();
        ObjectNode resume = body.putObject("resume")
                .put("resumeToken", session.path("resumeToken").asText());
        resume.putArray("rooms")
                .addObject()
                .put("roomId", roomId)
                .put("epoch", epoch)
                .put("seq", seq);
        return body;
    }

    private static List<Long> numbers(List<JsonNode> pushed) {
        return pushed.stream().map(body -> body.path("seq").asLong()).toList();
    }

    @Test
    void aStreamWaitsUntilBothAddressesAreRegistered() {
        String roomId = CLUSTER.get().roomOwnedBy(1);
        RawPeer early = member(0, roomId);
        RawPeer late = open(2);
        ObjectNode joined = late.join(roomId);
        early.signal(roomId, late, 1, "one");
        early.signal(roomId, late, 2, "two");
        early.ask(
                "rooms.request.chat",
                Json.newObject().put("roomId", roomId).put("id", "x").put("text", "hello"));
        late.send("{\"type\":\"register\",\"address\":\"rooms.events." + roomId + "\"}");
        early.signal(roomId, late, 3, "three");
        assertThat(late.pushed(roomId)).isEmpty();

        late.register(roomId);
        List<JsonNode> pushed = late.awaitPushed(roomId, 4);
        long seq = joined.path("seq").asLong();
        assertThat(numbers(pushed)).containsExactly(seq + 1, seq + 2, seq + 3, seq + 4);
        assertThat(pushed.get(0).path("data").asText()).isEqualTo("one");
        assertThat(pushed.get(1).path("from").asText()).isEqualTo(early.id());
        assertThat(pushed.get(2).path("type").asText()).isEqualTo("chat");
        assertThat(pushed.get(3).path("data").asText()).isEqualTo("three");
    }

    @Test
    void whatWasMissedFollowsTheResumeOnAnotherNode() {
        String roomId = CLUSTER.get().roomOwnedBy(0);
        RawPeer sender = member(0, roomId);
        RawPeer cut = member(1, roomId);
        sender.signal(roomId, cut, 1, "seen");
        JsonNode seen = cut.awaitPushed(roomId, 1).get(0);
        cut.close();
        sender.awaitPushed(roomId, 2);
        for (int i = 2; i <= 30; i++) {
            sender.signal(roomId, cut, i, "missed " + i);
        }

        RawPeer back = RawPeer.open(
                CLUSTER.crowd(),
                CLUSTER.url(2),
                resuming(
                        cut.session(),
                        roomId,
                        seen.path("epoch").asText(),
                        seen.path("seq").asLong()));
        assertThat(back.session().path("resumed").asBoolean()).isTrue();
        assertThat(back.id()).isEqualTo(cut.id());
        assertThat(back.session().path("rooms").path(0).path("resumed").asBoolean())
                .isTrue();
        back.register(roomId);
        List<JsonNode> missed = back.awaitPushed(roomId, 29);
        assertThat(numbers(missed))
                .containsExactlyElementsOf(LongStream.rangeClosed(2, 30).boxed().toList());
        assertThat(missed.get(28).path("data").asText()).isEqualTo("missed 30");
        sender.await(f -> f.path("body").path("connection").asText().equals("lost"), "lost");
        sender.await(f -> f.path("body").path("connection").asText().equals("back"), "back");
        assertThat(sender.pushed(roomId))
                .noneMatch(body -> body.path("type").asText().startsWith("peer-left"));
    }

    @Test
    void aRingThatRanOverIsAnExplicitGap() {
        String roomId = CLUSTER.get().roomOwnedBy(2);
        RawPeer sender = member(0, roomId);
        RawPeer cut = member(1, roomId);
        sender.awaitPushed(roomId, 1);
        String epoch = sender.pushed(roomId).get(0).path("epoch").asText();
        for (int i = 1; i <= 300; i++) {
            sender.signal(roomId, cut, i, "n" + i);
        }
        cut.awaitPushed(roomId, 300);

        RawPeer back = RawPeer.open(CLUSTER.crowd(), CLUSTER.url(1), resuming(cut.session(), roomId, epoch, 1));
        JsonNode entry = back.session().path("rooms").path(0);
        assertThat(entry.path("resync").asBoolean()).isTrue();
        assertThat(entry.path("peers").path(0).path("peerId").asText()).isEqualTo(sender.id());
        back.register(roomId);
        Eventually.holds(
                () -> back.pushed(roomId).stream()
                        .anyMatch(body -> body.path("data").asText().equals("n300")),
                () -> "held: " + back.pushed(roomId));
        List<Long> held = numbers(back.pushed(roomId));
        long seq = entry.path("seq").asLong();
        assertThat(held)
                .hasSize(RING_FRAMES)
                .isEqualTo(LongStream.rangeClosed(seq + 1, seq + held.size())
                        .boxed()
                        .toList());
    }

    @Test
    void anAbsentRecipientsFullRingIsSaidAndNothingDropped() {
        String roomId = CLUSTER.get().roomOwnedBy(1);
        RawPeer sender = member(0, roomId);
        RawPeer absent = open(1);
        absent.join(roomId);
        int taken = 0;
        String code = "";
        while (code.isEmpty() && taken < 400) {
            ObjectNode answer = sender.answer(
                    "webrtc.signal." + roomId + "." + absent.id(), RawPeer.signalBody(taken + 1, "n" + (taken + 1)));
            code = answer.path("message").asText();
            taken += code.isEmpty() ? 1 : 0;
        }
        assertThat(code).isEqualTo("unavailable");
        absent.register(roomId);
        List<JsonNode> pushed = absent.awaitPushed(roomId, taken);
        assertThat(pushed.get(taken - 1).path("data").asText()).isEqualTo("n" + taken);
        sender.signal(roomId, absent, taken + 1, "again");
    }

    @Test
    void theNewestOpeningTakesTheSessionOver() {
        String roomId = CLUSTER.get().roomOwnedBy(0);
        RawPeer older = member(1, roomId);
        RawPeer sender = member(0, roomId);
        older.awaitPushed(roomId, 1);
        String epoch = older.pushed(roomId).get(0).path("epoch").asText();

        RawPeer newer = RawPeer.open(CLUSTER.crowd(), CLUSTER.url(2), resuming(older.session(), roomId, epoch, 1));
        older.awaitClosed(3502);
        newer.register(roomId);
        sender.signal(roomId, newer, 1, "for the newer");
        assertThat(newer.awaitPushed(roomId, 1).get(0).path("data").asText()).isEqualTo("for the newer");
        assertThat(sender.pushed(roomId))
                .noneMatch(body -> body.path("type").asText().equals("peer-left"));
    }

    @Test
    void garbageForAResumeTokenBeginsANewSession() {
        ObjectNode body = Json.newObject();
        body.putObject("resume").put("resumeToken", "garbage").putArray("rooms");
        RawPeer peer = RawPeer.open(CLUSTER.crowd(), CLUSTER.url(0), body);

        assertThat(peer.session().path("resumed").asBoolean()).isFalse();
        assertThat(peer.id()).startsWith("p_");
    }

    @Test
    void aPeerThatLostItsConnectionIsSeenLostAndBackAndNeverLeaves() {
        String roomId = CLUSTER.get().roomOwnedBy(2);
        Member steady = Member.join(CLUSTER.crowd().open(0), roomId);
        Member flapping = Member.join(CLUSTER.crowd().open(1), roomId);
        for (int i = 1; i <= 5; i++) {
            flapping.client().reconnect();
            int times = i;
            Eventually.holds(() -> count(steady, "back") == times, () -> "back: " + count(steady, "back"));
            assertThat(count(steady, "lost")).isEqualTo(times);
            steady.send(flapping, "\"" + i + "\"");
        }
        flapping.awaitData("\"1\"", "\"2\"", "\"3\"", "\"4\"", "\"5\"");
        assertThat(steady.heard(RoomEvent.PEER_LEFT)).isFalse();
        assertThat(flapping.heard(RoomEvent.RESYNC)).isFalse();
    }

    private static long count(Member member, String connection) {
        return member.events().stream()
                .filter(event -> event.is(RoomEvent.PEER_UPDATED)
                        && event.json().path("connection").asText().equals(connection))
                .count();
    }

    @Test
    void beforeTheSessionIsOpenNothingElseIsServed() {
        RawPeer peer = RawPeer.connect(CLUSTER.crowd(), CLUSTER.url(0));

        assertThat(peer.refusal("rooms.request.join", Json.newObject().put("roomId", "x")))
                .isEqualTo("not_open");
    }

    @Test
    void idsMustComeInOrderAndRepeatingOneIsHarmless() {
        String roomId = CLUSTER.get().roomOwnedBy(1);
        RawPeer sender = member(0, roomId);
        RawPeer recipient = member(2, roomId);
        String address = "webrtc.signal." + roomId + "." + recipient.id();
        assertThat(sender.refusal(address, RawPeer.signalBody(2, "two"))).isEqualTo("out_of_order");
        sender.signal(roomId, recipient, 1, "one");
        sender.signal(roomId, recipient, 1, "one");
        sender.signal(roomId, recipient, 2, "two");
        assertThat(sender.refusal(address, RawPeer.signalBody(3, "three").put("epoch", "another")))
                .isEqualTo("epoch_changed");

        assertThat(recipient.awaitPushed(roomId, 2))
                .extracting(body -> body.path("data").asText())
                .containsExactly("one", "two");
    }
}
