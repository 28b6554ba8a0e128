package dev.parley.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.protocol.Code;
import dev.parley.protocol.Epoch;
import dev.parley.protocol.Json;
import dev.parley.protocol.Slice;
import dev.parley.protocol.UserRef;
import dev.parley.protocol.lane.Actor;
import dev.parley.protocol.lane.LaneMessage;
import dev.parley.protocol.lane.Op;
import dev.parley.protocol.lane.ToGateway.Ack;
import dev.parley.protocol.lane.ToGateway.Answer;
import dev.parley.protocol.lane.ToGateway.Deliver;
import dev.parley.protocol.lane.ToGateway.Evict;
import dev.parley.protocol.lane.ToGateway.Fanout;
import dev.parley.protocol.lane.ToGateway.Mark;
import dev.parley.protocol.lane.ToGateway.Moved;
import dev.parley.protocol.lane.ToGateway.Place;
import dev.parley.protocol.lane.ToGateway.Unknown;
import dev.parley.protocol.lane.ToOwner.Attach;
import dev.parley.protocol.lane.ToOwner.Detach;
import dev.parley.protocol.lane.ToOwner.Holding;
import dev.parley.protocol.lane.ToOwner.Holdings;
import dev.parley.protocol.lane.ToOwner.Request;
import dev.parley.protocol.lane.ToOwner.Signal;
import java.util.ArrayList;
import java.util.List;

/**
 * A peer with the socket and the gateway lane that hold it, scripted by a test. It takes its stream as a gateway does: a
 * frame that is next is shown, one that came before is dropped, one behind a gap is not shown but noted.
 */
final class Client {
    private final Bench bench;
    final String peerId;
    String lane;
    int generation = 1;
    UserRef user;
    String device;
    String room = Bench.ROOM;
    String epoch = "";
    long seq;
    boolean ready;
    boolean open = true;
    Unknown unknown;
    Evict evict;
    final List<JsonNode> seen = new ArrayList<>();
    final List<String> gaps = new ArrayList<>();
    private boolean ended;

    Client(Bench bench, String peerId, String lane) {
        this.bench = bench;
        this.peerId = peerId;
        this.lane = lane;
        this.device = "device-of-" + peerId;
    }

    Client in(String roomId) {
        room = roomId;
        return this;
    }

    Client as(String userId) {
        user = new UserRef(userId, userId);
        return this;
    }

    Client onDevice(String id) {
        device = id;
        return this;
    }

    Actor actor() {
        return new Actor(peerId, generation, peerId.toUpperCase(java.util.Locale.ROOT), user, device, "127.0.0.1");
    }

    // --- requests

    /** A request and what the lane says to it. */
    final class Asked {
        final long corr;

        Asked(long corr) {
            this.corr = corr;
        }

        LaneMessage said() {
            return bench.said(corr);
        }

        boolean isOpen() {
            return said() == null;
        }

        boolean isMoved() {
            return said() instanceof Moved;
        }

        /** The reply's body; fails when it was refused. */
        JsonNode reply() {
            assertThat(said()).as("an answer").isInstanceOf(Answer.class);
            Answer answer = (Answer) said();
            assertThat(answer.code()).as(answer.body().text()).isNull();
            return Bench.json(answer.body().copy());
        }

        Code code() {
            assertThat(said()).as("an answer").isInstanceOf(Answer.class);
            return ((Answer) said()).code();
        }

        Answer answer() {
            return (Answer) said();
        }
    }

    Asked ask(Op op, String body) {
        return again(bench.nextCorr(), op, body);
    }

    /** Sends a request under a number that was used before, as a router does when no answer comes. */
    Asked again(long corr, Op op, String body) {
        bench.receive(
                new Request(corr, lane, bench.now + 5_000, op, room, actor(), Slice.utf8(body.replace('\'', '"'))));
        return new Asked(corr);
    }

    Asked askJoin(String body) {
        Asked asked = ask(Op.JOIN, body);
        joined(asked);
        return asked;
    }

    /** Takes what an answer to a join begins, as the gateway does. */
    void joined(Asked asked) {
        if (asked.said() instanceof Answer answer && answer.succeeded() && answer.seq() >= 0) {
            startAt(answer.epoch(), answer.seq());
        }
    }

    JsonNode join() {
        return askJoin("{}").reply();
    }

    Code joinRefused(String body) {
        return ask(Op.JOIN, body).code();
    }

    Asked leave() {
        ended = true;
        return ask(Op.LEAVE, "{}");
    }

    JsonNode get() {
        Asked asked = ask(Op.GET, "{}");
        return asked.code() == null ? asked.reply() : null;
    }

    JsonNode peers() {
        return ask(Op.PEERS, "{}").reply().get("peers");
    }

    boolean isMember() {
        return ask(Op.PEERS, "{}").code() == null;
    }

    /** Opens the session again, on a lane of another node or the same, and takes the room back. */
    JsonNode resume(String onLane) {
        return resume(onLane, "");
    }

    /** @param more further members of the body, each with its comma in front */
    JsonNode resume(String onLane, String more) {
        Asked asked = askResume(onLane, more);
        Answer answer = asked.answer();
        if (!answer.epoch().isEmpty()) {
            startAt(answer.epoch(), answer.seq());
        }
        return asked.reply();
    }

    Asked askResume(String onLane, String more) {
        generation++;
        lane = onLane;
        open = true;
        ready = false;
        return ask(Op.RESUME, "{'epoch':'" + epoch + "','seq':" + seq + more + "}");
    }

    // --- signals

    Asked signal(Client to, long id) {
        return signal(to.peerId, id, 0, "");
    }

    Asked signal(String to, long id, long base, String underEpoch) {
        return signalAgain(bench.nextCorr(), to, id, base, underEpoch);
    }

    Asked signalAgain(long corr, String to, long id, long base, String underEpoch) {
        Slice data = Slice.utf8("{\"n\":" + id + "}");
        bench.receive(new Signal(corr, lane, bench.now + 5_000, room, peerId, to, id, base, underEpoch, data));
        return new Asked(corr);
    }

    static boolean accepted(Asked asked) {
        return asked.said() instanceof Ack;
    }

    // --- the gateway's part

    void startAt(String atEpoch, long number) {
        epoch = atEpoch;
        seq = number;
        ended = false;
    }

    /** Both addresses are registered: the stream may flow. */
    void attach() {
        ready = true;
        bench.receive(new Attach(lane, room, peerId, generation, epoch, seq));
    }

    void detach(boolean gone) {
        ready = false;
        bench.receive(new Detach(lane, room, peerId, generation, epoch, seq, gone));
    }

    void hold() {
        bench.receive(holding());
    }

    Holdings holding() {
        return new Holdings(lane, List.of(new Holding(room, peerId, generation, epoch, seq, ready)));
    }

    void evicted(Evict message) {
        if (generation <= message.generation()) {
            evict = message;
            open = false;
        }
    }

    void take(Fanout f, Place place) {
        take(new Deliver(f.roomId(), f.epoch(), peerId, place.seq(), place.mark(), f.frame(), "", 0));
    }

    void take(Deliver d) {
        if (!d.roomId().equals(room) || !open) {
            return;
        }
        JsonNode frame = Bench.json(d.frame().text(d.seq()).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        if (d.mark() == Mark.START && Epoch.isOlder(d.epoch(), epoch)) {
            gaps.add("have " + epoch + ", got the older " + d.epoch());
        } else if (d.mark() == Mark.START || d.mark() == Mark.LAST) {
            seq = d.seq();
            epoch = d.epoch();
            seen.add(frame.get("body"));
            ended = d.mark() == Mark.LAST;
        } else if (d.epoch().equals(epoch) && d.seq() == seq + 1 && ready) {
            seq = d.seq();
            seen.add(frame.get("body"));
            acknowledge(d);
        } else if (d.epoch().equals(epoch) && d.seq() <= seq) {
            acknowledge(d);
        } else {
            gaps.add("have " + epoch + "/" + seq + (ready ? "" : " not ready") + ", got " + d.epoch() + "/" + d.seq());
        }
    }

    private void acknowledge(Deliver d) {
        if (!d.ackLane().isEmpty()) {
            bench.acknowledge(d.ackCorr());
        }
    }

    // --- what it saw

    boolean hasEnded() {
        return ended;
    }

    /** Types of the events, and {@code signal FROM ID} for signals, in the order in which they came. */
    List<String> story() {
        return seen.stream().map(Client::told).toList();
    }

    private static String told(JsonNode body) {
        if (body.has("from") && body.has("to")) {
            return "signal " + body.get("from").asText() + " " + body.get("id").asLong();
        }
        String type = body.path("type").asText();
        String who = body.has("peer")
                ? body.get("peer").get("peerId").asText()
                : body.path("peerId").asText("");
        String what = (type + " " + who).strip();
        for (String detail : List.of("reason", "role", "connection")) {
            if (body.has(detail)) {
                what += " " + body.get(detail).asText();
            }
        }
        return what;
    }

    /** The story since the last call. */
    List<String> news() {
        List<String> news = List.copyOf(story());
        seen.clear();
        return news;
    }

    JsonNode last() {
        assertThat(seen).as("what " + peerId + " saw").isNotEmpty();
        return seen.get(seen.size() - 1);
    }

    static String quoted(Object value) {
        return new String(Json.bytes(value), java.nio.charset.StandardCharsets.UTF_8);
    }
}
