package dev.parley.load.plan;

import dev.parley.load.plan.LeastSquares.Estimate;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What nodes cost. CPU: so much a node, a connection, a signal, and a hop between nodes. A signal makes two steps, to the
 * room's owner and to the recipient's node; each crosses to another of N nodes with a probability of (N − 1) / N, so one
 * signal hops 2 (N − 1) / N times. Memory: so much a node, a connection, and a signal per second.
 */
final class CostModel {
    static final int NODE = 0;
    static final int CONNECTION = 1;
    static final int SIGNAL = 2;
    static final int HOP = 3;

    private final LeastSquares cores;
    private final LeastSquares bytes;

    private CostModel(LeastSquares cores, LeastSquares bytes) {
        this.cores = cores;
        this.bytes = bytes;
    }

    /** @param ladder at least five loads */
    static CostModel of(List<Measured> ladder) {
        double[][] work = ladder.stream()
                .map(at -> work(at.nodes(), at.connections(), at.signals()))
                .toArray(double[][]::new);
        double[][] held = ladder.stream()
                .map(at -> held(at.nodes(), at.connections(), at.signals()))
                .toArray(double[][]::new);
        return new CostModel(
                LeastSquares.fit(work, column(ladder, Measured::cores)),
                LeastSquares.fit(held, column(ladder, Measured::bytes)));
    }

    private static double[] column(List<Measured> ladder, ToDoubleFunction<Measured> of) {
        return ladder.stream().mapToDouble(of).toArray();
    }

    static double hops(int nodes) {
        return 2.0 * (nodes - 1) / nodes;
    }

    private static double[] work(int nodes, double connections, double signals) {
        return new double[] {nodes, connections, signals, signals * hops(nodes)};
    }

    private static double[] held(int nodes, double connections, double signals) {
        return new double[] {nodes, connections, signals};
    }

    /** Of all nodes together. */
    Estimate cores(int nodes, double connections, double signals) {
        return cores.predict(work(nodes, connections, signals));
    }

    /** Of all nodes together. */
    Estimate bytes(int nodes, double connections, double signals) {
        return bytes.predict(held(nodes, connections, signals));
    }

    /** Cores for one of {@link #NODE} … {@link #HOP}; for signals and hops, one a second. */
    Estimate coresFor(int what) {
        return cores.coefficient(what);
    }

    /** Bytes for one of {@link #NODE} … {@link #SIGNAL}. */
    Estimate bytesFor(int what) {
        return bytes.coefficient(what);
    }
}
