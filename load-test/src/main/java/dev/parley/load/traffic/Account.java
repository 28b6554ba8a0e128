package dev.parley.load.traffic;

import dev.parley.load.report.Counts;
import dev.parley.load.report.Latency;
import dev.parley.load.report.Result;
import dev.parley.load.report.Second;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** Adds up what the workers tell. Confined to the coordinator's thread. */
final class Account {
    private final Traffic traffic;
    private final int warmupSeconds;
    private final Map<Integer, Slot> slots = new TreeMap<>();
    private final Map<Integer, Tick> latest = new TreeMap<>();
    private final Map<String, Long> errors = new TreeMap<>();
    private final Histogram accepted = Histograms.empty();
    private final Histogram delivered = Histograms.empty();
    private final Histogram late = Histograms.empty();
    private final Histogram open = Histograms.empty();
    private final Histogram join = Histograms.empty();
    private long offeredSum;
    private long skippedSum;
    private long acceptedSum;
    private long deliveredSum;
    private long departedSum;

    Account(Traffic traffic, int warmupSeconds) {
        this.traffic = traffic;
        this.warmupSeconds = warmupSeconds;
    }

    /**
     * @param worker its number
     * @param at the second that the tick belongs to in the course of the run
     */
    void add(int worker, Tick tick, int at) {
        latest.put(worker, tick);
        offeredSum += tick.offered();
        skippedSum += tick.skipped();
        acceptedSum += tick.accepted();
        deliveredSum += tick.delivered();
        departedSum += tick.departed();
        tick.errors().forEach((name, times) -> errors.merge(name, times, Long::sum));
        slots.computeIfAbsent(at, key -> new Slot(key, latest)).add(worker, tick);
        Histograms.add(open, tick.latency().open());
        Histograms.add(join, tick.latency().join());
        // what arrives after the end was due before it: leaving it out would flatter the tail
        if (tick.second() >= warmupSeconds) {
            Histograms.add(accepted, tick.latency().accepted());
            Histograms.add(delivered, tick.latency().delivered());
            Histograms.add(late, tick.latency().late());
        }
    }

    long connected() {
        return latest.values().stream().mapToLong(Tick::connected).sum();
    }

    long members() {
        return latest.values().stream().mapToLong(Tick::members).sum();
    }

    /** All so far. */
    long errors() {
        return errors.values().stream().mapToLong(Long::longValue).sum();
    }

    Map<String, Long> errorsByName() {
        Map<String, Long> all = new TreeMap<>(errors);
        if (lost() > 0) {
            all.put("signal: accepted and not delivered", lost());
        }
        return all;
    }

    private long lost() {
        return traffic.churn() > 0 ? 0 : Math.max(0, acceptedSum - deliveredSum);
    }

    Counts counts() {
        return new Counts(offeredSum, skippedSum, acceptedSum, deliveredSum, departedSum, lost(), errors() + lost());
    }

    List<Latency> latencies() {
        return List.of(
                Latency.of(Result.DELIVERED, delivered),
                Latency.of(Result.ACCEPTED, accepted),
                Latency.of(Result.LATE, late),
                Latency.of(Result.OPEN, open),
                Latency.of(Result.JOIN, join));
    }

    List<Second> seconds() {
        List<Second> all = new ArrayList<>();
        slots.values().forEach(slot -> all.add(slot.second()));
        return all;
    }

    /** The second as far as it was told. */
    Second second(int at) {
        return slots.getOrDefault(at, new Slot(at, Map.of())).second();
    }

    /** Delivered in a second of the load after the warm-up, on average. */
    double signalsPerSecond() {
        return seconds().stream()
                .filter(second -> second.second() >= warmupSeconds && second.second() < traffic.seconds())
                .mapToLong(Second::delivered)
                .average()
                .orElse(0);
    }

    /** One second of all workers. */
    private static final class Slot {
        private final int at;
        private final Map<Integer, Tick> last = new TreeMap<>();
        private final Histogram delivered = Histograms.empty();
        private long offered;
        private long accepted;
        private long arrived;
        private long errors;

        /** @param latest of the workers, for one that says nothing in this second is not gone */
        private Slot(int at, Map<Integer, Tick> latest) {
            this.at = at;
            last.putAll(latest);
        }

        private void add(int worker, Tick tick) {
            last.put(worker, tick);
            offered += tick.offered();
            accepted += tick.accepted();
            arrived += tick.delivered();
            errors += tick.errors().values().stream().mapToLong(Long::longValue).sum();
            Histograms.add(delivered, tick.latency().delivered());
        }

        private Second second() {
            return new Second(
                    at,
                    last.values().stream().mapToLong(Tick::connected).sum(),
                    last.values().stream().mapToLong(Tick::members).sum(),
                    offered,
                    accepted,
                    arrived,
                    errors,
                    delivered.getValueAtPercentile(50) / 1e6,
                    delivered.getValueAtPercentile(99) / 1e6);
        }
    }
}
