package dev.parley.load.report;

/**
 * One second of a run.
 *
 * @param second since the load began; negative ones are of the ramp
 * @param connected sockets with a session at its end
 * @param members peers in rooms at its end
 * @param offered signals due in it
 * @param accepted answered by the server in it
 * @param delivered arrived in it
 * @param errors of any kind
 * @param p50 milliseconds of those delivered in it, from when they were due; 0 without any
 * @param p99 likewise
 */
public record Second(
        int second,
        long connected,
        long members,
        long offered,
        long accepted,
        long delivered,
        long errors,
        double p50,
        double p99) {}
