package dev.parley.chaos;

import dev.parley.chaos.fault.Fault;
import dev.parley.chaos.fault.Trial;
import dev.parley.chaos.history.HistoryChecker;
import dev.parley.chaos.history.MemberHistory;
import dev.parley.chaos.history.Violation;
import dev.parley.chaos.nodes.Logs;
import dev.parley.chaos.nodes.Nodes;
import dev.parley.chaos.nodes.Waiting;
import dev.parley.chaos.report.Figure;
import dev.parley.chaos.report.Row;
import dev.parley.chaos.traffic.Crowd;
import dev.parley.chaos.traffic.Second;
import dev.parley.chaos.traffic.Signal;
import dev.parley.chaos.traffic.Traffic;
import dev.parley.load.server.BenchException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Injects one fault after the other: steady traffic, the fault, three nodes again, quiet, and the histories are checked. */
final class Campaign {
    private static final Duration STILL = Duration.ofSeconds(10);
    private static final Duration QUIET_WITHIN = Duration.ofSeconds(60);
    /** What comes twice may come late. */
    private static final Duration LINGER = Duration.ofSeconds(1);

    private static final int SENTENCES = 8;

    private final Nodes nodes;
    private final Crowd crowd;
    private final Traffic traffic;
    private final Duration steady;
    private final Consumer<String> progress;
    private final Logs logs = new Logs();

    Campaign(Nodes nodes, Crowd crowd, Traffic traffic, Duration steady, Consumer<String> progress) {
        this.nodes = nodes;
        this.crowd = crowd;
        this.traffic = traffic;
        this.steady = steady;
        this.progress = progress;
    }

    Row run(Fault fault, Trial trial) {
        String obstacle = fault.obstacle().apply(trial);
        if (obstacle != null) {
            progress.accept(fault.name() + ": skipped, " + obstacle);
            return Row.skipped(fault.name(), fault.number(), fault.bound(), obstacle);
        }
        begin(fault);
        progress.accept(fault.name() + ": " + fault.does());
        List<Figure> figures = new ArrayList<>(inject(fault, trial));
        progress.accept(fault.name() + ": restoring");
        nodes.restore();
        Waiting.pause(steady);
        traffic.stop();
        figures.add(Figure.holds("whole and quiet at the end", settle()));
        return row(fault, trial, figures);
    }

    private void begin(Fault fault) {
        int replaced = crowd.replaceEnded();
        if (replaced > 0) {
            progress.accept(fault.name() + ": " + replaced + " new members for those whose membership had ended");
        }
        if (!Waiting.until(crowd::isWhole, QUIET_WITHIN)) {
            progress.accept(fault.name() + ": the rooms are not whole after " + QUIET_WITHIN.toSeconds()
                    + " s; the nodes and everybody begin anew");
            nodes.startAnew();
            crowd.gatherAnew();
        }
        if (!crowd.spread()) {
            progress.accept(fault.name() + ": the members of some rooms are not on all nodes");
        }
        crowd.beginAnew();
        progress.accept(fault.name() + ": steady traffic for " + steady.toSeconds() + " s");
        traffic.start(crowd);
        Waiting.pause(steady);
    }

    /** A harness that cannot go on is a failed fault, not a failed campaign. */
    private List<Figure> inject(Fault fault, Trial trial) {
        try {
            return fault.injection().inject(trial);
        } catch (BenchException stuck) {
            return List.of(Figure.holds("injected: " + stuck.getMessage(), false));
        }
    }

    private boolean settle() {
        boolean quiet =
                Waiting.until(() -> (traffic.isQuiet() || traffic.isStill(STILL)) && crowd.isWhole(), QUIET_WITHIN);
        Waiting.pause(LINGER);
        return quiet;
    }

    private Row row(Fault fault, Trial trial, List<Figure> figures) {
        List<Second> seconds = traffic.seconds();
        long failed = traffic.signals().filter(Signal::isFailed).count();
        List<MemberHistory> histories = crowd.beginAnew();
        HistoryChecker checked = HistoryChecker.check(histories);
        if (checked.excused() > 0) {
            figures.add(Figure.told("accepted before a parting, not shown", "", List.of((double) checked.excused())));
        }
        return new Row(
                fault.name(),
                fault.number(),
                fault.bound(),
                null,
                figures,
                checked.signals(),
                failed,
                kinds(checked),
                checked.violations().stream()
                        .limit(SENTENCES)
                        .map(Violation::toString)
                        .toList(),
                seconds,
                (trial.begunAt() - traffic.begunAt()) / 1e9,
                (trial.endedAt() - traffic.begunAt()) / 1e9,
                logs.traces(nodes.all()));
    }

    private static Map<Violation.Kind, Long> kinds(HistoryChecker checked) {
        Map<Violation.Kind, Long> kinds = new EnumMap<>(Violation.Kind.class);
        checked.violations().forEach(violation -> kinds.merge(violation.kind(), 1L, Long::sum));
        return kinds;
    }
}
