package dev.parley.load.plan;

import dev.parley.load.plan.LeastSquares.Estimate;

/** What the fit says of a load that it has not seen, and what that load really took. */
record HeldOut(Measured measured, Estimate cores, Estimate bytes) {
    static HeldOut of(CostModel model, Measured seen) {
        return new HeldOut(
                seen,
                model.cores(seen.nodes(), seen.connections(), seen.signals()),
                model.bytes(seen.nodes(), seen.connections(), seen.signals()));
    }

    /** Percent of what was measured; below 0 when the fit said too little. */
    double coresOff() {
        return 100 * (cores.value() - measured.cores()) / measured.cores();
    }

    /** Likewise. */
    double bytesOff() {
        return 100 * (bytes.value() - measured.bytes()) / measured.bytes();
    }
}
