package dev.parley.load.compare;

import dev.parley.load.relay.Generator;
import dev.parley.load.relay.Payload;
import dev.parley.load.relay.Servers;
import dev.parley.load.relay.Wire;
import dev.parley.load.server.ResidentMemory;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Memory of connections that could signal and do not: in pairs, just as signals are measured, on servers that were
 * started for it. Heaps are collected before each look, so resident memory holds no garbage of connecting, where a
 * collection gives memory back.
 */
final class IdleRounds {
    private static final String LEAST_HEAP = "64m";
    private static final String MOST_HEAP = "2g";
    private static final long SETTLE_MS = 3_000;
    private static final long CONNECT_WITHIN_S = 300;
    private static final double START_S = 12;
    private static final double CONNECTS_PER_S = 1_200;
    private static final double BYTES_PER_KIB = 1024;

    /** Pairs that show the code once, so that its own memory is not counted. */
    private static final int FIRST_PAIRS = 50;

    private final Plan plan;
    private final Figures figures;
    private final Progress progress;

    IdleRounds(Plan plan, Figures figures, Progress progress) {
        this.plan = plan;
        this.figures = figures;
        this.progress = progress;
    }

    /** Seconds. */
    static double estimate(Plan plan) {
        return plan.rounds() * plan.rivals().size() * one(plan);
    }

    private static double one(Plan plan) {
        return START_S + 2 * SETTLE_MS / 1e3 + plan.idle() / CONNECTS_PER_S;
    }

    /** Blocks. @param stage ends the servers with this process */
    void run(Vertx vertx, Roster roster, Path folder, Stage stage) {
        for (int round = 1; round <= plan.rounds(); round++) {
            for (Rival rival : plan.rivals()) {
                try (Servers servers = stage.open(new Servers(roster.contender(rival, LEAST_HEAP, MOST_HEAP)))) {
                    measure(vertx, rival, servers.start(folder), round);
                }
            }
        }
    }

    private void measure(Vertx vertx, Rival rival, Servers servers, int round) {
        List<Generator> generators = new ArrayList<>();
        generators.add(connect(vertx, rival, servers, 0, FIRST_PAIRS));
        Memory before = settled(vertx, rival, servers);
        int left = plan.idle() / 2;
        for (int i = 1; left > 0; i++) {
            int pairs = Math.min(left, Clients.MOST / 2);
            generators.add(connect(vertx, rival, servers, i, pairs));
            left -= pairs;
        }
        Memory after = settled(vertx, rival, servers);
        generators.forEach(Generator::close);
        record(rival, before, after, round);
    }

    private Generator connect(Vertx vertx, Rival rival, Servers servers, int number, int pairs) {
        Wire wire =
                servers.contender().wires().apply(Clients.number(vertx, number), Payload.ofSize(plan.payloadBytes()));
        return Clients.await(
                Generator.connect(vertx, wire, number * Clients.MOST, servers.entrances(), pairs, servers.pids()),
                CONNECT_WITHIN_S,
                rival.title() + " did not take " + 2 * pairs + " sockets");
    }

    private Memory settled(Vertx vertx, Rival rival, Servers servers) {
        Clients.await(vertx.timer(SETTLE_MS), CONNECT_WITHIN_S, "interrupted");
        long heap = 0;
        if (rival.isJvm()) {
            heap = servers.pids().stream().mapToLong(Heap::ofJvm).sum();
        } else if (rival.isNode()) {
            heap = servers.entrances().stream()
                    .mapToLong(node -> Heap.ofNode(node.port()))
                    .sum();
        }
        return new Memory(servers.pids().stream().mapToLong(ResidentMemory::of).sum(), heap);
    }

    private void record(Rival rival, Memory before, Memory after, int round) {
        double resident = (after.resident - before.resident) / BYTES_PER_KIB / plan.idle();
        figures.add(Metric.IDLE_RESIDENT, rival, resident);
        double heap = (after.heap - before.heap) / BYTES_PER_KIB / plan.idle();
        if (after.heap > 0) {
            figures.add(Metric.IDLE_HEAP, rival, heap);
        }
        progress.step(
                one(plan),
                String.format(
                        Locale.ROOT,
                        "round %d of %d, %,d idle sockets, %s: %.1f KiB resident%s each",
                        round,
                        plan.rounds(),
                        plan.idle(),
                        rival.title(),
                        resident,
                        after.heap > 0 ? String.format(Locale.ROOT, ", %.1f KiB heap", heap) : ""));
    }

    /** Bytes of all processes of a contender. */
    private record Memory(long resident, long heap) {}
}
