package dev.parley.chaos.report;

import dev.parley.chaos.fault.Fault;
import dev.parley.chaos.history.Violation;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.stat.regression.SimpleRegression;

/** Makes one row of all kills of a soak, and judges by slopes whether the nodes' size stays the same. */
public final class SoakReport {
    /** Of the mean, over the whole run. */
    private static final double GROWTH = 0.2;

    private static final double LEAST_HEAP_MIB = 16;
    private static final double LEAST_COUNT = 5;
    private static final int SHOWN = 8;

    private SoakReport() {}

    public static Row of(Fault fault, List<Row> kills, List<Sample> samples) {
        Map<Violation.Kind, Long> violations = new EnumMap<>(Violation.Kind.class);
        kills.forEach(row -> row.violations().forEach((kind, count) -> violations.merge(kind, count, Long::sum)));
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.told("kills", "", List.of((double) kills.size())));
        figures.add(Figure.count(
                "of them outside a bound",
                kills.stream().filter(row -> !row.passed()).count(),
                0));
        kills.stream().filter(row -> !row.passed()).limit(SHOWN).forEach(row -> figures.addAll(broken(row)));
        figures.addAll(worst(kills));
        figures.addAll(growth(samples));
        return new Row(
                fault.name(),
                fault.number(),
                fault.bound(),
                null,
                figures,
                kills.stream().mapToInt(Row::signals).sum(),
                kills.stream().mapToLong(Row::failed).sum(),
                violations,
                kills.stream()
                        .flatMap(row -> row.sentences().stream())
                        .limit(SHOWN)
                        .toList(),
                List.of(),
                0,
                0,
                kills.stream()
                        .flatMap(row -> row.traces().stream())
                        .distinct()
                        .limit(SHOWN)
                        .toList());
    }

    private static List<Figure> broken(Row row) {
        return row.figures().stream().filter(figure -> !figure.kept()).toList();
    }

    /** The held value of each figure over all kills. */
    private static List<Figure> worst(List<Row> kills) {
        Map<String, List<Double>> values = new TreeMap<>();
        kills.forEach(row -> row.figures().stream()
                .filter(figure -> figure.values() > 0 && !figure.unit().isEmpty())
                .forEach(figure -> values.computeIfAbsent(
                                figure.name() + " " + figure.held() + ",", n -> new ArrayList<>())
                        .add(figure.value())));
        List<Figure> all = new ArrayList<>();
        values.forEach((name, held) -> all.add(Figure.told(name + " of all kills", "s", held)));
        return all;
    }

    private static List<Figure> growth(List<Sample> samples) {
        return List.of(
                growth("live heap of a node", "MiB", samples, Sample::heapMiB, LEAST_HEAP_MIB),
                growth("threads of a node", "", samples, Sample::threads, LEAST_COUNT),
                growth("rooms of a node", "", samples, Sample::rooms, LEAST_COUNT),
                growth("peers of a node's rooms", "", samples, Sample::peers, LEAST_COUNT),
                growth("sockets of a node", "", samples, Sample::sockets, LEAST_COUNT),
                growth("the cluster's bus addresses", "", samples, Sample::addresses, LEAST_COUNT));
    }

    private static Figure growth(
            String name, String unit, List<Sample> samples, ToDoubleFunction<Sample> value, double least) {
        SimpleRegression line = new SimpleRegression();
        samples.forEach(sample -> line.addData(sample.minute(), value.applyAsDouble(sample)));
        double minutes = samples.stream().mapToDouble(Sample::minute).max().orElse(0);
        double mean = samples.stream().mapToDouble(value).average().orElse(0);
        // a slope needs two moments; before that nothing can have grown
        double grown = Double.isNaN(line.getSlope()) ? 0 : line.getSlope() * minutes;
        return Figure.of(
                "growth of " + name + " (mean " + Figure.brief(mean) + ")",
                unit,
                grown,
                Math.max(least, GROWTH * mean));
    }
}
