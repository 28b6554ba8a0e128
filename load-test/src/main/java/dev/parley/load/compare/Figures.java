package dev.parley.load.compare;

import dev.parley.load.relay.Statistics;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What was measured: of every metric and contender one value a round. */
final class Figures {
    private final Map<Metric, Map<Rival, List<Double>>> values = new EnumMap<>(Metric.class);

    void add(Metric metric, Rival rival, double value) {
        values.computeIfAbsent(metric, m -> new EnumMap<>(Rival.class))
                .computeIfAbsent(rival, r -> new ArrayList<>())
                .add(value);
    }

    boolean has(Metric metric) {
        return values.containsKey(metric);
    }

    /** In the order of {@link Rival}; empty when the metric was not measured. */
    Map<Rival, List<Double>> of(Metric metric) {
        return values.getOrDefault(metric, Map.of());
    }

    /** NaN when it was not measured. */
    double median(Metric metric, Rival rival) {
        List<Double> rounds = of(metric).getOrDefault(rival, List.of());
        return Statistics.median(
                rounds.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** The median as a multiple of Parley's; NaN without Parley. */
    double ratio(Metric metric, Rival rival) {
        return median(metric, rival) / median(metric, Rival.PARLEY);
    }

    JsonArray json() {
        JsonArray series = new JsonArray();
        values.forEach((metric, rivals) -> rivals.forEach(
                (rival, rounds) -> series.add(json(metric, rival).put("rounds", new JsonArray(rounds)))));
        return series;
    }

    private JsonObject json(Metric metric, Rival rival) {
        double ratio = ratio(metric, rival);
        return new JsonObject()
                .put("metric", metric.key())
                .put("contender", rival.key())
                .put("unit", metric.unit())
                .put("median", median(metric, rival))
                .put("ratioToParley", Double.isNaN(ratio) ? null : ratio);
    }

    /** @throws IllegalArgumentException when it names what does not exist, so is not a result of this version */
    static Figures of(JsonArray series) {
        Figures figures = new Figures();
        for (int i = 0; i < series.size(); i++) {
            JsonObject one = series.getJsonObject(i);
            Metric metric = metric(one.getString("metric"));
            Rival rival = Rival.of(one.getString("contender"))
                    .orElseThrow(() -> new IllegalArgumentException("no contender " + one.getString("contender")));
            one.getJsonArray("rounds").forEach(value -> figures.add(metric, rival, ((Number) value).doubleValue()));
        }
        return figures;
    }

    private static Metric metric(String key) {
        for (Metric metric : Metric.values()) {
            if (metric.key().equals(key)) {
                return metric;
            }
        }
        throw new IllegalArgumentException("no metric " + key);
    }
}
