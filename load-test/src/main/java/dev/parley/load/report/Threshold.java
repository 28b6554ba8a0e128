package dev.parley.load.report;

/** A limit that the run was given. @param seen what was measured */
public record Threshold(String name, double limit, double seen) {
    public boolean broken() {
        return !(seen <= limit);
    }
}
