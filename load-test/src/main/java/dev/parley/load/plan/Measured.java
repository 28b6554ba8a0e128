package dev.parley.load.plan;

/**
 * What a load took, or stands for: one row of the fit.
 *
 * @param signals delivered a second
 * @param cores CPU of all nodes together, JIT compilers left out
 * @param bytes in RAM of all nodes together at the end
 */
record Measured(int nodes, int connections, double signals, double cores, double bytes) {}
