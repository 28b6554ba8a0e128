package dev.parley.chaos.fault;

import dev.parley.chaos.history.HistoryChecker;
import dev.parley.chaos.history.Violation;
import dev.parley.chaos.nodes.LiveHeap;
import dev.parley.chaos.nodes.NodeProcess;
import dev.parley.chaos.nodes.Waiting;
import dev.parley.chaos.report.Figure;
import dev.parley.chaos.traffic.Member;
import dev.parley.chaos.traffic.StallingTransport;
import dev.parley.load.server.ResidentMemory;
import dev.parley.protocol.CloseReason;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A client that still pings but reads nothing, while it is flooded; then it reads again. */
final class SlowReader {
    private static final int CHUNK_BYTES = 30_000;
    /** 90 MB: far more than the write queue, the ring and both sockets' buffers hold, and twice what the heap may grow by. */
    private static final int CHUNKS = 3_000;

    /** With the time to look at the heap, shorter than servers wait for a close frame to be answered (5 s). */
    private static final Duration STALL = Duration.ofSeconds(2);

    private static final Duration LINGER = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final double HEAP_BOUND_MIB = 48;
    private static final double MIB = 1 << 20;

    private SlowReader() {}

    static List<Figure> flood(Trial trial) {
        StallingTransport transport = new StallingTransport(trial.crowd().vertx());
        List<Member> room = trial.crowd().furtherRoom(2, transport);
        Member slow = room.get(0);
        NodeProcess node = trial.nodes().node(0);
        double before = LiveHeap.bytes(node.pid()) / MIB;
        trial.begin();
        transport.stall();
        List<Future<?>> sent = chunks(room.get(1), slow);
        Waiting.pause(STALL);
        double grown = LiveHeap.bytes(node.pid()) / MIB - before;
        double resident = ResidentMemory.of(node.pid()) / MIB;
        transport.flow();
        trial.end();
        boolean settled = Waiting.until(
                () -> sent.stream().allMatch(Future::isComplete)
                        && slow.isOnline()
                        && !slow.outages().isEmpty(),
                PATIENCE);
        Waiting.pause(LINGER);
        List<Figure> all = new ArrayList<>();
        all.add(Figure.of("growth of the node's live heap", "MiB", grown, HEAP_BOUND_MIB));
        all.add(Figure.told("memory of the node in RAM", "MiB", List.of(resident)));
        all.add(Figure.holds("back, and the flood settled", settled));
        all.addAll(resumption(room, slow));
        room.forEach(member -> member.client().close());
        all.addAll(trial.seen().nobodyLeft());
        return all;
    }

    /** Behind an explicit gap signals may be missing; without one, none. */
    private static List<Figure> resumption(List<Member> room, Member slow) {
        List<Integer> codes = slow.outages().stream().map(Member.Outage::code).toList();
        HistoryChecker checked = HistoryChecker.check(
                room.stream().map(member -> member.witness().history()).toList());
        Map<Boolean, List<Violation>> lost = checked.violations().stream()
                .collect(Collectors.partitioningBy(violation -> violation.kind() == Violation.Kind.LOST));
        int gaps = slow.moves().size();
        List<Figure> all = new ArrayList<>();
        all.add(Figure.holds("closed with 3001, seen " + codes, codes.contains(CloseReason.TOO_SLOW.code())));
        all.add(Figure.told("explicit gaps", "", List.of((double) gaps)));
        String missing = lost.get(true).size() + " of " + checked.signals() + " missing, none without an explicit gap";
        all.add(Figure.holds(missing, gaps > 0 || lost.get(true).isEmpty()));
        all.add(Figure.count(
                "other violations of its history "
                        + lost.get(false).stream().limit(3).toList(),
                lost.get(false).size(),
                0));
        return all;
    }

    private static List<Future<?>> chunks(Member from, Member to) {
        String pad = "x".repeat(CHUNK_BYTES);
        List<Future<?>> sent = new ArrayList<>();
        for (int i = 0; i < CHUNKS; i++) {
            sent.add(from.witness().send(to.witness(), "{\"chunk\":" + i + ",\"pad\":\"" + pad + "\"}"));
        }
        return sent;
    }
}
