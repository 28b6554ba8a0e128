package dev.parley.load.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parley.load.plan.CapacityPlan.Demand;
import dev.parley.load.server.BenchException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CostModelTest {
    private static final double NODE = 0.02;
    private static final double CONNECTION = 40e-6;
    private static final double SIGNAL = 300e-6;
    private static final double HOP = 150e-6;
    private static final double NODE_BYTES = 250e6;
    private static final double CONNECTION_BYTES = 60e3;

    @Test
    void theFitFindsThePlantedCosts() {
        CostModel model = CostModel.of(ladder(0));

        assertThat(model.coresFor(CostModel.NODE).value()).isEqualTo(NODE, within(1e-9));
        assertThat(model.coresFor(CostModel.CONNECTION).value()).isEqualTo(CONNECTION, within(1e-12));
        assertThat(model.coresFor(CostModel.SIGNAL).value()).isEqualTo(SIGNAL, within(1e-12));
        assertThat(model.coresFor(CostModel.HOP).value()).isEqualTo(HOP, within(1e-12));
        assertThat(model.bytesFor(CostModel.CONNECTION).value()).isEqualTo(CONNECTION_BYTES, within(1.0));
    }

    @Test
    void aNoisyLadderGivesIntervalsThatHoldTheTruth() {
        CostModel model = CostModel.of(ladder(0.003));

        LeastSquares.Estimate signal = model.coresFor(CostModel.SIGNAL);
        assertThat(signal.low()).isLessThan(SIGNAL);
        assertThat(signal.high()).isGreaterThan(SIGNAL);
        assertThat(signal.high() - signal.low()).isPositive();
    }

    @Test
    void theHeldOutLoadTellsByHowMuchTheFitIsOff() {
        Measured seen = seen(new Rung(2, 600, 450), 0);
        Measured dearer = new Measured(2, 600, 450, seen.cores() * 1.25, seen.bytes() / 2);

        HeldOut check = HeldOut.of(CostModel.of(ladder(0)), dearer);
        assertThat(check.coresOff()).isEqualTo(-20, within(1e-6));
        assertThat(check.bytesOff()).isEqualTo(100, within(1e-6));
    }

    @Test
    void aCostThatComesOutNegativeIsLeftOut() {
        double[][] x = {{1, 1}, {1, 2}, {1, 3}, {1, 4}};
        LeastSquares fit = LeastSquares.fit(x, new double[] {4, 3.9, 4.1, 3.8});

        assertThat(fit.coefficient(1).value()).isZero();
        assertThat(fit.coefficient(0).value()).isEqualTo(3.95, within(1e-9));
    }

    @Test
    void loadsThatAreAllAlikeAreRefused() {
        double[][] x = {{1, 2}, {2, 4}, {3, 6}};

        assertThatThrownBy(() -> LeastSquares.fit(x, new double[] {1, 2, 3})).isInstanceOf(BenchException.class);
    }

    @Test
    void thePlanKeepsTheSurvivorsBelowTheBudget() {
        CostModel model = CostModel.of(ladder(0));
        Demand demand = new Demand(20_000, 5, 2_000, 1, 1);

        CapacityPlan plan = CapacityPlan.of(model, demand);
        int left = plan.nodes() - 1;
        assertThat(cores(left, 20_000, 2_000)).isLessThanOrEqualTo(0.6 * left);
        assertThat(cores(left - 1, 20_000, 2_000)).isGreaterThan(0.6 * (left - 1));
        assertThat(plan.nodesByEstimate()).isEqualTo(plan.nodes());
        assertThat(plan.coresEach().value()).isEqualTo(cores(left, 20_000, 2_000) / left, within(1e-9));
    }

    @Test
    void eachNodeThatMayBeLostIsOneMore() {
        CostModel model = CostModel.of(ladder(0));

        int nodes = CapacityPlan.of(model, new Demand(20_000, 5, 2_000, 0, 1)).nodes();
        assertThat(CapacityPlan.of(model, new Demand(20_000, 5, 2_000, 2, 1)).nodes())
                .isEqualTo(nodes + 2);
    }

    @Test
    void theTextTellsLadderCostsCheckAndPlan() {
        List<Measured> ladder = ladder(0.003);
        CostModel model = CostModel.of(ladder);
        HeldOut check = HeldOut.of(model, seen(Rung.heldOut(false), 0));
        Demand demand = new Demand(20_000, 5, 2_000, 1, 1);

        assertThat(PlanText.of(ladder, model, check, CapacityPlan.of(model, demand)))
                .contains("Fitted costs", "Held out of the fit", "predicted", "For 20,000 peers", "nodes (");
    }

    private static List<Measured> ladder(double noise) {
        Random random = new Random(7);
        return Rung.ladder(false).stream()
                .map(rung -> seen(rung, noise * random.nextGaussian()))
                .toList();
    }

    private static Measured seen(Rung rung, double error) {
        return new Measured(
                rung.nodes(),
                rung.connections(),
                rung.rate(),
                cores(rung.nodes(), rung.connections(), rung.rate()) + error,
                NODE_BYTES * rung.nodes() + CONNECTION_BYTES * rung.connections());
    }

    private static double cores(int nodes, double connections, double signals) {
        return NODE * nodes + CONNECTION * connections + SIGNAL * signals + HOP * signals * 2 * (nodes - 1) / nodes;
    }
}
