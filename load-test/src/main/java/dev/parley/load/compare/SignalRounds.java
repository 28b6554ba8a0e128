package dev.parley.load.compare;

import dev.parley.load.compare.Metric.Group;
import dev.parley.load.relay.Contender;
import dev.parley.load.relay.Load;
import dev.parley.load.relay.Settings;
import dev.parley.load.relay.Tournament;
import dev.parley.load.relay.Window;
import dev.parley.load.server.BenchException;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Signals across every contender, all of whose servers are up: those whose turn it is not have nothing to do. */
final class SignalRounds {
    private static final double START_S = 14;
    private static final String HEAP = "2g";
    private static final double WARM_PER_S = 12_000;

    private final Plan plan;
    private final Figures figures;
    private final Progress progress;
    private final Figures saturation = new Figures();
    private final Map<Rival, String> names = new EnumMap<>(Rival.class);
    private long failures;
    private int latencyRate;

    SignalRounds(Plan plan, Figures figures, Progress progress) {
        this.plan = plan;
        this.figures = figures;
        this.progress = progress;
    }

    /** Seconds. */
    static double estimate(Plan plan) {
        int loads = (plan.has(Group.SIGNALS) ? 2 : 1) + (plan.has(Group.LATENCY) ? 1 : 0);
        return plan.rivals().size() * (start(plan) + round(plan) * loads * plan.rounds());
    }

    private static double start(Plan plan) {
        return START_S + Math.min(Settings.WARMUP_MAX.toSeconds(), plan.warmup() / WARM_PER_S);
    }

    private static double round(Plan plan) {
        return plan.measured().plus(Settings.LEAD).toMillis() / 1e3;
    }

    /** Blocks. @param stage ends the servers with this process */
    void run(Vertx vertx, Roster roster, Path folder, Stage stage) {
        Settings settings = new Settings(
                plan.pairs(), plan.payloadBytes(), plan.warmup(), plan.measured(), plan.rounds(), List.of());
        try (Tournament tournament = stage.open(new Tournament(vertx, settings, folder, progress::tell))) {
            for (Rival rival : plan.rivals()) {
                Contender contender = roster.contender(rival, HEAP, HEAP);
                names.put(rival, contender.name());
                tournament.enter(contender);
                progress.step(start(plan), rival.title() + " takes part");
            }
            if (plan.has(Group.SIGNALS) || plan.latencyRate() == 0) {
                for (int round = 1; round <= plan.rounds(); round++) {
                    saturate(tournament, round);
                    pace(tournament, round);
                }
            }
            latency(tournament);
        }
    }

    private void saturate(Tournament tournament, int round) {
        for (Rival rival : plan.rivals()) {
            Window w = measure(tournament, rival, new Load.Saturating(plan.inFlight()), round);
            saturation.add(Metric.THROUGHPUT, rival, w.signalsPerSecond());
            if (plan.has(Group.SIGNALS)) {
                figures.add(Metric.CPU_SATURATED, rival, w.cpuMicrosPerSignal());
                figures.add(Metric.THROUGHPUT, rival, w.signalsPerSecond());
            }
        }
    }

    private void pace(Tournament tournament, int round) {
        for (Rival rival : plan.has(Group.SIGNALS) ? plan.rivals() : List.<Rival>of()) {
            Window w = measure(tournament, rival, new Load.Paced(plan.rate()), round);
            figures.add(Metric.CPU_PACED, rival, w.cpuMicrosPerSignal());
        }
    }

    private void latency(Tournament tournament) {
        if (!plan.has(Group.LATENCY)) {
            return;
        }
        latencyRate = plan.latencyRate() > 0 ? plan.latencyRate() : (int) Math.max(1, reference() / 2);
        progress.tell(String.format(Locale.ROOT, "latency is measured at %,d signals/s", latencyRate));
        for (int round = 1; round <= plan.rounds(); round++) {
            for (Rival rival : plan.rivals()) {
                Window w = measure(tournament, rival, new Load.Paced(latencyRate), round);
                figures.add(Metric.DELIVERY_P50, rival, Window.millis(w.delivery(), 50));
                figures.add(Metric.DELIVERY_P99, rival, Window.millis(w.delivery(), 99));
                if (rival != Rival.PEERJS) {
                    figures.add(Metric.ACK_P50, rival, Window.millis(w.ack(), 50));
                    figures.add(Metric.ACK_P99, rival, Window.millis(w.ack(), 99));
                }
            }
        }
    }

    /** What Socket.IO can do; where it does not take part, the slowest. */
    private double reference() {
        return plan.rivals().contains(Rival.SOCKETIO)
                ? saturation.median(Metric.THROUGHPUT, Rival.SOCKETIO)
                : plan.rivals().stream()
                        .mapToDouble(rival -> saturation.median(Metric.THROUGHPUT, rival))
                        .min()
                        .orElseThrow(() -> new BenchException("nobody takes part"));
    }

    private Window measure(Tournament tournament, Rival rival, Load load, int round) {
        Duration time = plan.measured();
        Window w = tournament.measure(names.get(rival), load, time);
        failures += w.lost() + w.refused();
        progress.step(
                round(plan),
                String.format(
                        Locale.ROOT,
                        "round %d of %d, %s, %s: %.1f µs/signal, %,.0f signals/s, delivery p50 %.2f ms, p99 %.2f ms%s",
                        round,
                        plan.rounds(),
                        load.name(),
                        rival.title(),
                        w.cpuMicrosPerSignal(),
                        w.signalsPerSecond(),
                        Window.millis(w.delivery(), 50),
                        Window.millis(w.delivery(), 99),
                        w.lost() + w.refused() == 0 ? "" : ", " + (w.lost() + w.refused()) + " lost or refused"));
        return w;
    }

    /** Signals that were lost or refused. */
    long failures() {
        return failures;
    }

    /** Signals a second of the latency rounds; 0 when there were none. */
    int latencyRate() {
        return latencyRate;
    }
}
