package dev.parley.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.cluster.LaneRouter;
import dev.parley.cluster.NodeDirectory;
import dev.parley.protocol.Addresses;
import dev.parley.protocol.Code;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.Slice;
import dev.parley.protocol.lane.Frame;
import dev.parley.protocol.lane.Op;
import dev.parley.protocol.lane.ToGateway.Answer;
import dev.parley.protocol.lane.ToGateway.Deliver;
import dev.parley.protocol.lane.ToGateway.Mark;
import dev.parley.protocol.lane.ToOwner.Request;
import dev.parley.protocol.lane.ToOwner.Signal;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/** One lane of sockets with a clock, a bus and owners that do what the test says. */
final class LaneWorld {
    /** A room's first epoch, and one that a later owner gave it. */
    static final String EPOCH = "1.aaaaaaaa1";

    static final String NEXT_EPOCH = "2.bbbbbbbb1";

    final RecordingBus bus = new RecordingBus();
    final FakeTable table = new FakeTable();
    final Tokens tokens = new Tokens(null, Configs.SECRET);
    final LaneRouter router;
    final Lane lane;
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<Timer> timers = new ArrayList<>();
    FeedAsks.Local feed = (op, body) -> Future.failedFuture(new Refusal(Code.UNAVAILABLE, "No feed."));
    long now = 1_000_000;

    LaneWorld() {
        this(new Configs());
    }

    LaneWorld(Configs configs) {
        String address = Addresses.gatewayLane(FakeTable.SELF, 0);
        router = new LaneRouter(bus, table, address, () -> now, () -> now);
        NodeDirectory nodes = new NodeDirectory(null, () -> now, FakeTable.SELF, "http://127.0.0.1:8080");
        Lane.View view = Lane.View.of(new LaneMetrics(registry, 0));
        lane = new Lane(
                bus,
                router,
                nodes,
                tokens,
                configs.build(),
                1,
                FakeTable.SELF,
                () -> now,
                this::after,
                view,
                new FeedAsks((op, body) -> feed.ask(op, body)));
    }

    Client connect() {
        return connect("192.0.2.1");
    }

    Client connect(String address) {
        FakeSocket socket = new FakeSocket(address);
        lane.accept(socket);
        return new Client(this, socket);
    }

    /** A guest with an open session. */
    Client guest() {
        Client client = connect();
        client.open("{\"protocol\":1}");
        return client;
    }

    /** A guest who is in the room, its stream flowing from number 0 of {@link #EPOCH}. */
    Client member(String room) {
        Client client = guest();
        client.registerRoom(room);
        client.join(room);
        joined(client, room, EPOCH, 0);
        return client;
    }

    /** The owner lets the peer in whose join came last. */
    void joined(Client client, String room, String epoch, long seq) {
        answer(lastRequest(Op.JOIN), joinReply(client.peerId, room, epoch, seq), epoch, seq);
    }

    static String joinReply(String peerId, String room, String epoch, long seq) {
        return "{\"room\":{\"roomId\":\"" + room + "\",\"hasPassword\":false,\"locked\":false,\"lobby\":false},"
                + "\"self\":{\"peerId\":\"" + peerId + "\",\"displayName\":\"Guest\",\"role\":\"guest\"},\"peers\":[],"
                + "\"iceServers\":[],\"epoch\":\"" + epoch + "\",\"seq\":" + seq + "}";
    }

    Request lastRequest(Op op) {
        List<Request> requests = requests(op);
        assertThat(requests).as("requests to owners for %s", op).isNotEmpty();
        return requests.get(requests.size() - 1);
    }

    List<Request> requests(Op op) {
        return bus.sent(Request.class).stream().filter(r -> r.op() == op).toList();
    }

    Signal lastSignal() {
        List<Signal> signals = bus.sent(Signal.class);
        assertThat(signals).as("signals to owners").isNotEmpty();
        return signals.get(signals.size() - 1);
    }

    void answer(Request request, String body) {
        answer(request, body, "", 0);
    }

    void answer(Request request, String body, String epoch, long seq) {
        lane.receive(new Answer(request.corr(), null, Slice.utf8(body), epoch, seq));
    }

    void refuse(Request request, Code code, String detail) {
        lane.receive(new Answer(request.corr(), code, Slice.utf8(detail), "", 0));
    }

    /** An event of the room for one member, whose text is {@code {"type":"event","seq":N}}. */
    void deliver(Client to, String room, String epoch, long seq, Mark mark) {
        lane.receive(new Deliver(room, epoch, to.peerId, seq, mark, event(room), "", 0));
    }

    void deliver(Client to, String room, long seq) {
        deliver(to, room, EPOCH, seq, Mark.NEXT);
    }

    /** A signal whose sender's lane waits for the acknowledgement. */
    void deliverSignal(Client to, String room, long seq, String ackLane, long corr) {
        lane.receive(new Deliver(room, EPOCH, to.peerId, seq, Mark.NEXT, event(room), ackLane, corr));
    }

    static Frame event(String room) {
        String head =
                "{\"type\":\"rec\",\"address\":\"rooms.events." + room + "\",\"body\":{\"type\":\"event\",\"seq\":";
        return new Frame(Slice.utf8(head), Slice.utf8("}}"));
    }

    private void after(long ms, Runnable work) {
        timers.add(new Timer(now + ms, work));
    }

    /** Lets time pass and runs what falls due meanwhile. */
    void pass(long ms) {
        long until = now + ms;
        while (now < until) {
            now++;
            List<Timer> due = timers.stream().filter(t -> t.at <= now).toList();
            timers.removeAll(due);
            due.forEach(t -> t.work.run());
        }
    }

    /** Lets time pass second by second, as the verticle does. */
    void seconds(int count) {
        for (int i = 0; i < count; i++) {
            pass(1_000);
            router.tick();
            lane.beat();
        }
    }

    private record Timer(long at, Runnable work) {}
}
