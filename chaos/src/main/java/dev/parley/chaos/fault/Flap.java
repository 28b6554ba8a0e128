package dev.parley.chaos.fault;

import dev.parley.chaos.history.Entry;
import dev.parley.chaos.history.HistoryChecker;
import dev.parley.chaos.nodes.Waiting;
import dev.parley.chaos.report.Figure;
import dev.parley.chaos.traffic.Member;
import dev.parley.chaos.traffic.Tab;
import dev.parley.protocol.CloseReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What networks and people do to single clients: drops, tabs that are killed or doubled. */
final class Flap {
    private static final int DROPS = 100;
    private static final int ROOM = 3;
    private static final Duration BETWEEN = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final double GHOST_S = 5;

    private Flap() {}

    static List<Figure> clients(Trial trial) {
        List<Figure> all = new ArrayList<>();
        trial.begin();
        all.addAll(drops(trial));
        all.addAll(killedTab(trial));
        all.addAll(doubledTab(trial));
        trial.end();
        all.addAll(trial.seen().nobodyLeft());
        return all;
    }

    private static List<Figure> drops(Trial trial) {
        List<Member> room = trial.crowd().furtherRoom(ROOM, null);
        Member flapping = room.get(0);
        for (int i = 0; i < DROPS; i++) {
            room.get(1).witness().send(flapping.witness(), "{\"to\":" + i + "}");
            flapping.witness().send(room.get(1).witness(), "{\"from\":" + i + "}");
            flapping.client().reconnect();
            Waiting.pause(BETWEEN);
            Waiting.until(flapping::isOnline, PATIENCE);
        }
        Waiting.pause(Duration.ofSeconds(2));
        HistoryChecker checked = HistoryChecker.check(
                room.stream().map(member -> member.witness().history()).toList());
        List<Double> times = flapping.outages().stream()
                .map(outage -> (outage.backAt() - outage.lostAt()) / 1e9)
                .toList();
        long seen = left(room.get(1));
        close(room);
        List<Figure> all = new ArrayList<>();
        all.add(Figure.told(times.size() + " drops of a client, back", "s", times));
        all.add(Figure.count("violations of its history", checked.violations().size(), 0));
        all.add(Figure.count("peer-left seen of it", seen, 0));
        return all;
    }

    /** A tab that is closed says nothing; the resume window goes by. */
    private static List<Figure> killedTab(Trial trial) {
        List<Member> room = trial.crowd().furtherRoom(ROOM, null);
        double window = room.get(0).client().session().resumeWindowMs() / 1e3;
        long from = System.nanoTime();
        room.get(0).client().close();
        List<Member> others = room.subList(1, ROOM);
        boolean gone = Waiting.until(() -> others.stream().allMatch(other -> left(other) == 1), PATIENCE);
        double seconds = gone ? (System.nanoTime() - from) / 1e9 : Double.POSITIVE_INFINITY;
        close(room);
        return List.of(Figure.of("ghost of a killed tab gone", "s", seconds, window + GHOST_S));
    }

    /** The same session in two tabs: the newer one has it, and the older one does not fight. */
    private static List<Figure> doubledTab(Trial trial) {
        List<Member> room = trial.crowd().furtherRoom(ROOM, null);
        Member older = room.get(0);
        Tab newer = Tab.resume(trial.crowd().vertx(), trial.nodes().node(1).url(), older);
        Waiting.until(() -> older.closeCode() != 0, PATIENCE);
        Waiting.pause(Duration.ofSeconds(5));
        int code = older.closeCode();
        boolean holds = newer.isOpen();
        long reconnects = older.outages().size();
        newer.close();
        close(room);
        return List.of(
                Figure.holds(
                        "the older tab closed with 3502, seen " + code, code == CloseReason.CONTINUED_ELSEWHERE.code()),
                Figure.holds("the newer tab stays", holds),
                Figure.count("the older tab came back", reconnects, 0));
    }

    private static long left(Member member) {
        return member.witness().history().seen().stream()
                .filter(Entry.PeerLeft.class::isInstance)
                .count();
    }

    private static void close(List<Member> room) {
        room.forEach(member -> member.client().close());
    }
}
