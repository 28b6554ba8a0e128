package dev.parley.load.plan;

import dev.parley.load.plan.LeastSquares.Estimate;
import java.util.List;
import java.util.Locale;

/** The plan for the terminal. */
final class PlanText {
    private static final double MIB = 1 << 20;
    private static final double KIB = 1 << 10;

    private final StringBuilder out = new StringBuilder();

    private PlanText() {}

    static String of(List<Measured> ladder, CostModel model, HeldOut check, CapacityPlan plan) {
        PlanText text = new PlanText();
        text.ladder(ladder);
        text.costs(model);
        text.check(check);
        text.plan(plan);
        return text.out.toString();
    }

    private void ladder(List<Measured> ladder) {
        line("%nnodes  connections  signals/s   cores    MiB   (all nodes together)");
        for (Measured at : ladder) {
            line(
                    "%5d  %11d  %9.0f  %6.3f  %5.0f",
                    at.nodes(), at.connections(), at.signals(), at.cores(), at.bytes() / MIB);
        }
    }

    private void costs(CostModel model) {
        line("%nFitted costs, with 95 %% confidence intervals");
        line("  CPU a node                %s ms/s", of(model.coresFor(CostModel.NODE), 1e3));
        line("  CPU a connection          %s µs/s", of(model.coresFor(CostModel.CONNECTION), 1e6));
        line("  CPU a signal              %s µs", of(model.coresFor(CostModel.SIGNAL), 1e6));
        line("  CPU a hop between nodes   %s µs", of(model.coresFor(CostModel.HOP), 1e6));
        line("  memory a node             %s MiB", of(model.bytesFor(CostModel.NODE), 1 / MIB));
        line("  memory a connection       %s KiB", of(model.bytesFor(CostModel.CONNECTION), 1 / KIB));
        line("  memory a signal a second  %s KiB", of(model.bytesFor(CostModel.SIGNAL), 1 / KIB));
    }

    private void check(HeldOut check) {
        Measured seen = check.measured();
        line(
                "%nHeld out of the fit: %d nodes, %d connections, %.0f signals/s",
                seen.nodes(), seen.connections(), seen.signals());
        line(
                "  CPU     predicted %s cores, measured %.3f: %+.0f %%",
                of(check.cores(), 1), seen.cores(), check.coresOff());
        line(
                "  memory  predicted %s MiB, measured %.0f: %+.0f %%",
                of(check.bytes(), 1 / MIB), seen.bytes() / MIB, check.bytesOff());
    }

    private void plan(CapacityPlan plan) {
        CapacityPlan.Demand demand = plan.demand();
        line(
                "%nFor %,d peers in rooms of %d, %,.0f signals/s, nodes of %s cores that stay below %.0f %%, with %d lost:",
                demand.peers(),
                demand.roomSize(),
                demand.signals(),
                brief(demand.coresPerNode()),
                100 * CapacityPlan.FULL_AT,
                demand.survive());
        if (plan.nodes() == 0) {
            line(
                    "  more than %d nodes by the upper end of the estimate: too uncertain to plan with",
                    CapacityPlan.NODES_MAX);
        } else {
            line("  %d nodes (%d by the estimate without its uncertainty)", plan.nodes(), plan.nodesByEstimate());
        }
        line(
                "  CPU a node     %s cores; %.2f while none is lost",
                of(plan.coresEach(), 1), plan.coresEachWhole().value());
        line("  memory a node  %s MiB", of(plan.bytesEach(), 1 / MIB));
    }

    private static String of(Estimate estimate, double factor) {
        Estimate scaled = estimate.times(factor);
        return brief(scaled.value()) + " (" + brief(scaled.low()) + " to " + brief(scaled.high()) + ")";
    }

    /** Three digits that mean something. */
    private static String brief(double value) {
        int decimals = value == 0 || value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3;
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }

    private void line(String format, Object... values) {
        out.append(String.format(Locale.ROOT, format + "%n", values));
    }
}
