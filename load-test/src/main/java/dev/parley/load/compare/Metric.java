package dev.parley.load.compare;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** One figure of every contender. */
enum Metric {
    CPU_SATURATED("cpuSaturated", Group.SIGNALS, "Server CPU time of a signal, saturated", "µs", true),
    CPU_PACED("cpuPaced", Group.SIGNALS, "Server CPU time of a signal, fixed rate", "µs", true),
    THROUGHPUT("throughput", Group.SIGNALS, "Signals a second, saturated", "1/s", false),
    DELIVERY_P50("deliveryP50", Group.LATENCY, "Delivery, median", "ms", true),
    DELIVERY_P99("deliveryP99", Group.LATENCY, "Delivery, 99th percentile", "ms", true),
    ACK_P50("ackP50", Group.LATENCY, "Acknowledgement, median", "ms", true),
    ACK_P99("ackP99", Group.LATENCY, "Acknowledgement, 99th percentile", "ms", true),
    IDLE_RESIDENT("idleResident", Group.IDLE, "Resident memory of an idle connection", "KiB", true),
    IDLE_HEAP("idleHeap", Group.IDLE, "Heap of an idle connection after a collection", "KiB", true),
    JOIN_ALL("joinAll", Group.JOIN, "Joining many rooms of five", "ms", true),
    JOIN_CPU("joinCpu", Group.JOIN, "Server CPU time of one of these joins", "µs", true),
    JOIN_LARGE("joinLarge", Group.JOIN, "One join of a large room, until all have heard", "ms", true);

    /** What is measured together. */
    enum Group {
        SIGNALS,
        LATENCY,
        IDLE,
        JOIN;

        String key() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        static String keys() {
            return Arrays.stream(values()).map(Group::key).collect(Collectors.joining(", "));
        }
    }

    private final String key;
    private final Group group;
    private final String title;
    private final String unit;
    private final boolean lessIsBetter;

    Metric(String key, Group group, String title, String unit, boolean lessIsBetter) {
        this.key = key;
        this.group = group;
        this.title = title;
        this.unit = unit;
        this.lessIsBetter = lessIsBetter;
    }

    String key() {
        return key;
    }

    Group group() {
        return group;
    }

    String title() {
        return title;
    }

    String unit() {
        return unit;
    }

    boolean lessIsBetter() {
        return lessIsBetter;
    }

    static List<Metric> of(Group group) {
        return Arrays.stream(values()).filter(metric -> metric.group == group).toList();
    }
}
