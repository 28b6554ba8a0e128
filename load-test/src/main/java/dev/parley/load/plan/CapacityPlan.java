package dev.parley.load.plan;

import dev.parley.load.plan.LeastSquares.Estimate;

/**
 * How many nodes a demand takes.
 *
 * @param nodes so many that the upper end of the estimate still fits, 0 when {@link #NODES_MAX} do not
 * @param nodesByEstimate likewise by the estimate itself
 * @param coresEach of a node when the losses have happened
 * @param coresEachWhole of a node while all are up
 * @param bytesEach in RAM of a node when the losses have happened
 */
record CapacityPlan(
        Demand demand,
        int nodes,
        int nodesByEstimate,
        Estimate coresEach,
        Estimate coresEachWhole,
        Estimate bytesEach) {
    static final int NODES_MAX = 500;

    /** Of a core: above it, waiting for the CPU begins to show in latencies. */
    static final double FULL_AT = 0.6;

    /**
     * What is to be carried.
     *
     * @param peers connected at once, all in rooms
     * @param signals a second in all
     * @param survive nodes that may be lost at once
     * @param coresPerNode what each has for itself
     */
    record Demand(int peers, int roomSize, double signals, int survive, double coresPerNode) {}

    static CapacityPlan of(CostModel model, Demand demand) {
        int nodes = need(model, demand, true);
        int estimated = need(model, demand, false);
        int all = nodes == 0 ? NODES_MAX : nodes;
        int left = all - demand.survive();
        return new CapacityPlan(
                demand,
                nodes,
                estimated,
                model.cores(left, demand.peers(), demand.signals()).times(1.0 / left),
                model.cores(all, demand.peers(), demand.signals()).times(1.0 / all),
                model.bytes(left, demand.peers(), demand.signals()).times(1.0 / left));
    }

    /** The fewest whose survivors stay below the budget. */
    private static int need(CostModel model, Demand demand, boolean cautious) {
        for (int left = 1; left + demand.survive() <= NODES_MAX; left++) {
            Estimate cores = model.cores(left, demand.peers(), demand.signals());
            double wanted = cautious ? cores.high() : cores.value();
            if (wanted <= left * FULL_AT * demand.coresPerNode()) {
                return left + demand.survive();
            }
        }
        return 0;
    }
}
