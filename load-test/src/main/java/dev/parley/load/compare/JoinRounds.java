package dev.parley.load.compare;

import dev.parley.load.compare.wire.Member;
import dev.parley.load.compare.wire.ParleyMember;
import dev.parley.load.compare.wire.SocketIoMember;
import dev.parley.load.relay.Contender;
import dev.parley.load.relay.Servers;
import dev.parley.load.relay.Statistics;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * Joining, of those that have rooms: many rooms of five at once, and one more in a large room. Servers stay up over all
 * rounds, before which some are not counted, until the JIT compilers have had their say; sockets are new in each.
 */
final class JoinRounds {
    private static final String HEAP = "1g";
    private static final int UNCOUNTED = 5;
    private static final double START_S = 10;
    private static final double JOINS_PER_S = 800;
    private static final double MICROS_PER_MS = 1e3;

    private final Plan plan;
    private final Figures figures;
    private final Progress progress;
    private final Map<Rival, Servers> all = new EnumMap<>(Rival.class);
    private int names;

    JoinRounds(Plan plan, Figures figures, Progress progress) {
        this.plan = plan;
        this.figures = figures;
        this.progress = progress;
    }

    /** Seconds. */
    static double estimate(Plan plan) {
        return plan.withRooms().size() * (START_S + (plan.rounds() + UNCOUNTED) * one(plan));
    }

    private static double one(Plan plan) {
        return 2 + (plan.rooms() * Plan.ROOM + plan.largeRoom()) / JOINS_PER_S;
    }

    /** Blocks. @param stage ends the servers with this process */
    void run(Vertx vertx, Roster roster, Path folder, Stage stage) {
        try {
            for (Rival rival : plan.withRooms()) {
                Contender contender = roster.contender(rival, HEAP, HEAP);
                all.put(rival, stage.open(new Servers(contender)).start(folder));
                progress.step(START_S, rival.title() + " is ready for joins");
            }
            for (int round = 1 - UNCOUNTED; round <= plan.rounds(); round++) {
                for (Map.Entry<Rival, Servers> each : all.entrySet()) {
                    measure(vertx, each.getKey(), each.getValue(), round);
                }
            }
        } finally {
            all.values().forEach(Servers::close);
        }
    }

    private void measure(Vertx vertx, Rival rival, Servers servers, int round) {
        Member.Entry entry = rival == Rival.PARLEY ? ParleyMember::enter : SocketIoMember::enter;
        JoinRun run = new JoinRun(vertx, entry, servers, rival.title() + " did not finish its joins");
        JoinRun.ManyRooms many = run.manyRooms("many-" + ++names, plan.rooms(), Plan.ROOM);
        double[] large = run.largeRoom("large-" + names, plan.largeRoom(), Plan.LARGE_JOINS);
        if (round > 0) {
            figures.add(Metric.JOIN_ALL, rival, many.millis());
            figures.add(Metric.JOIN_CPU, rival, many.cpuMillis() * MICROS_PER_MS / (plan.rooms() * Plan.ROOM));
            figures.add(Metric.JOIN_LARGE, rival, Statistics.median(large));
        }
        progress.step(
                one(plan),
                String.format(
                        Locale.ROOT,
                        "%s, %s: %,d rooms of %d in %.0f ms; one join of a room of %d in %.2f ms",
                        round <= 0 ? "a round to warm up" : "round " + round + " of " + plan.rounds(),
                        rival.title(),
                        plan.rooms(),
                        Plan.ROOM,
                        many.millis(),
                        plan.largeRoom(),
                        Statistics.median(large)));
    }
}
