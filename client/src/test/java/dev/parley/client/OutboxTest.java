package dev.parley.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private final ManualLoop loop = new ManualLoop();
    private final ScriptedServer server = new ScriptedServer();
    private final Recorder recorder = new Recorder();
    private Room room;

    @BeforeEach
    void joinARoom() {
        ClientOptions options =
                ClientOptions.of("http://a").deadlines(15_000, 15_000, 20_000).withBackoff(attempt -> 10);
        ParleyClient client = new ParleyClient(loop, server, options, ClientListener.SILENT);
        client.open();
        server.link().opens(false, "[]");
        Future<Room> joined = client.join("r", recorder);
        server.link().letsIn("r");
        room = joined.result();
    }

    @Test
    void signalsAreNumberedFromOneAndNameBaseAndEpoch() {
        room.send("a", "\"x\"");
        room.send("b", "\"y\"");

        assertThat(sent()).containsExactly("a 1/1 e1 \"x\"", "b 2/1 e1 \"y\"");
    }

    @Test
    void anAcceptedSignalCompletesAndTheBaseGoesOn() {
        Future<Void> first = room.send("a", "1");
        accept(frames().get(0));
        room.send("a", "2");

        assertThat(first.succeeded()).isTrue();
        assertThat(sent()).containsExactly("a 2/2 e1 2");
    }

    @Test
    void anAnswerOutOfTurnKeepsTheBaseWhereItIs() {
        Future<Void> first = room.send("a", "1");
        Future<Void> second = room.send("b", "2");
        accept(frames().get(1));
        room.send("a", "3");

        assertThat(first.isComplete()).isFalse();
        assertThat(second.succeeded()).isTrue();
        assertThat(sent()).containsExactly("a 3/1 e1 3");
    }

    @Test
    void aFailedSignalTakesAllAfterItAgainInOrder() {
        room.send("a", "1");
        room.send("a", "2");
        room.send("b", "3");
        List<ObjectNode> frames = frames();
        accept(frames.get(0));
        refuse(frames.get(1), 503, "unavailable", ",\"retryAfterMs\":1000");
        refuse(frames.get(2), 409, "out_of_order", "");
        assertThat(sent()).isEmpty();
        loop.pass(1_000);

        assertThat(sent()).containsExactly("a 2/2 e1 2", "b 3/2 e1 3");
    }

    @Test
    void aSignalThatWasAcceptedBehindAFailedOneIsNotSentAgain() {
        room.send("a", "1");
        room.send("b", "2");
        List<ObjectNode> frames = frames();
        accept(frames.get(1));
        refuse(frames.get(0), 503, "unavailable", "");
        loop.pass(1_000);

        assertThat(sent()).containsExactly("a 1/1 e1 1");
    }

    @Test
    void anAcceptanceOfAnEarlierAttemptCounts() {
        Future<Void> first = room.send("a", "1");
        room.send("a", "2");
        List<ObjectNode> frames = frames();
        refuse(frames.get(1), 409, "out_of_order", "");
        accept(frames.get(0));
        loop.pass(100);

        assertThat(first.succeeded()).isTrue();
        assertThat(sent()).containsExactly("a 2/2 e1 2");
    }

    @Test
    void aSignalThatIsNeverAnsweredIsSentAgain() {
        room.send("a", "1");
        frames();
        loop.pass(7_100);

        assertThat(sent()).containsExactly("a 1/1 e1 1");
    }

    @Test
    void anUnknownRecipientSettlesTheNumber() {
        Future<Void> signal = room.send("gone", "1");
        refuse(frames().get(0), 404, "peer_unknown", "");
        room.send("a", "2");

        assertThat(signal.cause()).isInstanceOf(RequestException.class);
        assertThat(sent()).containsExactly("a 2/2 e1 2");
    }

    @Test
    void aNewEpochBringsWhatWasAcceptedAgainBeforeAnythingNewer() {
        room.send("a", "1");
        room.send("b", "2");
        frames().forEach(this::accept);
        Future<Void> third = room.send("a", "3");
        ObjectNode refused = frames().get(0);
        refuse(refused, 409, "epoch_changed", ",\"epoch\":\"e2\"");
        room.send("a", "4");

        assertThat(sent()).containsExactly("a 1/1 e2 1", "b 2/1 e2 2", "a 3/1 e2 3", "a 4/1 e2 4");
        assertThat(third.isComplete()).isFalse();
    }

    @Test
    void aResyncToAnotherEpochDoesTheSame() {
        room.send("a", "1");
        frames().forEach(this::accept);
        room.send("a", "2");
        frames();
        server.link().event("r", "resync", "e2", 1, ",\"peers\":[" + peer("a", 1) + "]");

        assertThat(sent()).containsExactly("a 1/1 e2 1", "a 2/1 e2 2");
    }

    @Test
    void anAcceptanceUnderTheOldEpochDoesNotSettleUnderTheNewOne() {
        Future<Void> signal = room.send("a", "1");
        ObjectNode old = frames().get(0);
        server.link().event("r", "resync", "e2", 1, ",\"peers\":[" + peer("a", 1) + "]");
        ObjectNode again = frames().get(0);
        accept(old);
        assertThat(signal.succeeded()).isTrue();
        refuse(again, 503, "unavailable", "");
        loop.pass(1_000);

        assertThat(sent()).containsExactly("a 1/1 e2 1");
    }

    @Test
    void acceptedSignalsAreForgottenAfterTheResumeWindow() {
        room.send("a", "1");
        frames().forEach(this::accept);
        for (int i = 0; i < 4; i++) {
            server.link().frame("{\"type\":\"pong\"}");
            loop.pass(8_000);
        }
        room.send("a", "2");
        frames();
        server.link().event("r", "resync", "e2", 1, ",\"peers\":[" + peer("a", 1) + "]");

        assertThat(sent()).containsExactly("a 2/2 e2 2");
    }

    @Test
    void noMoreThanTheLastAcceptedSignalsAreKept() {
        for (int i = 1; i <= 300; i++) {
            room.send("a", Integer.toString(i));
            frames().forEach(this::accept);
        }
        server.link().event("r", "resync", "e2", 1, ",\"peers\":[" + peer("a", 1) + "]");

        assertThat(sent()).first().isEqualTo("a 45/45 e2 45");
    }

    @Test
    void whatAPeerHadTakenIsNotForItsNextMembership() {
        room.send("a", "1");
        room.send("b", "2");
        frames().forEach(this::accept);
        server.link().event("r", "peer-left", "e1", 1, ",\"peerId\":\"a\",\"reason\":\"left\"");
        server.link().event("r", "resync", "e2", 1, ",\"peers\":[" + peer("a", 9) + "," + peer("b", 2) + "]");

        assertThat(sent()).containsExactly("me 1/1 e2 null", "b 2/1 e2 2");
    }

    @Test
    void aSignalThatIsTooLateLeavesItsNumberFilled() {
        Future<Void> signal = room.send("a", "1");
        for (int second = 0; second < 26; second++) {
            frames().forEach(frame -> refuse(frame, 503, "unavailable", ",\"retryAfterMs\":1000"));
            server.link().frame("{\"type\":\"pong\"}");
            loop.pass(1_000);
        }
        assertThat(((RequestException) signal.cause()).code()).isEqualTo("unavailable");
        room.send("a", "2");

        assertThat(sent()).containsExactly("me 1/1 e1 null", "a 2/1 e1 2");
    }

    @Test
    void aSignalFailsAtItsDeadlineWithoutAConnection() {
        server.unreachable.addAll(List.of("http://a", "http://b"));
        server.link().drop(1006);
        Future<Void> signal = room.send("a", "1");
        loop.pass(21_000);

        assertThat(((RequestException) signal.cause()).code()).isEqualTo(RequestException.TIMEOUT);
    }

    @Test
    void noMoreThanTheWindowIsInFlight() {
        for (int i = 0; i < 3 * Outbox.IN_FLIGHT; i++) {
            room.send("a", "0");
        }
        List<ObjectNode> first = frames();
        first.forEach(this::accept);

        assertThat(first).hasSize(Outbox.IN_FLIGHT);
        assertThat(frames()).hasSize(Outbox.IN_FLIGHT);
    }

    @Test
    void theQueueHasABound() {
        List<Future<Void>> all = new ArrayList<>();
        for (int i = 0; i <= Outbox.QUEUE_MAX; i++) {
            all.add(room.send("a", "0"));
        }
        assertThat(all.get(Outbox.QUEUE_MAX).failed()).isTrue();
        assertThat(all.subList(0, Outbox.QUEUE_MAX)).noneMatch(Future::isComplete);
    }

    @Test
    void aSignalOverTheServersLimitFailsWithoutTakingANumber() {
        Future<Void> large = room.send("a", "\"" + "x".repeat(70_000) + "\"");
        room.send("a", "1");

        assertThat(((RequestException) large.cause()).code()).isEqualTo("frame_too_large");
        assertThat(sent()).containsExactly("a 1/1 e1 1");
    }

    @Test
    void afterAResumeWhatIsNotSettledIsSentAgainUnderItsNumbers() {
        room.send("a", "1");
        room.send("a", "2");
        accept(frames().get(0));
        server.link().drop(1006);
        Future<Void> meanwhile = room.send("b", "3");
        loop.pass(100);
        server.link().opens(true, "[{\"roomId\":\"r\",\"resumed\":true}]");

        assertThat(sent()).containsExactly("a 2/2 e1 2", "b 3/2 e1 3");
        assertThat(meanwhile.isComplete()).isFalse();
    }

    @Test
    void whatIsNotSettledWhenTheMembershipEndsFails() {
        Future<Void> signal = room.send("a", "1");
        server.link().event("r", "peer-left", "e1", 1, ",\"peerId\":\"me\",\"reason\":\"kicked\"");
        Future<Void> later = room.send("a", "2");

        assertThat(signal.failed()).isTrue();
        assertThat(((RequestException) later.cause()).code()).isEqualTo("not_member");
        assertThat(recorder.end).isEqualTo("kicked");
    }

    private static String peer(String id, long joinedAt) {
        return ScriptedServer.Connected.peer(id, joinedAt);
    }

    private List<ObjectNode> frames() {
        return server.link().takeSignals();
    }

    /** As {@code recipient id/base epoch data}. */
    private List<String> sent() {
        return frames().stream()
                .map(frame -> {
                    var body = frame.path("body");
                    String to = frame.path("address").asText().substring("webrtc.signal.r.".length());
                    return to + " " + body.path("id") + "/" + body.path("base") + " "
                            + body.path("epoch").asText() + " " + body.path("data");
                })
                .toList();
    }

    private void accept(ObjectNode frame) {
        server.link().reply(frame, "{\"accepted\":true}");
    }

    private void refuse(ObjectNode frame, int status, String code, String more) {
        server.link().refuse(frame, status, code, more);
    }
}
