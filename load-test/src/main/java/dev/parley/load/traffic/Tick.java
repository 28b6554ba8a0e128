package dev.parley.load.traffic;

import java.util.Map;

/**
 * One line of a worker: what happened since the line before.
 *
 * @param phase how far the worker is
 * @param second since the load began, negative before it
 * @param connected sockets with an open session, now
 * @param members peers that are in their rooms, now
 * @param offered signals that were due
 * @param accepted by the server
 * @param delivered to their recipients
 * @param skipped due while no two members of the room were there to talk
 * @param departed sent to or by a peer that was leaving, and therefore not accepted
 * @param errors by code
 * @param latency encoded histograms
 */
record Tick(
        Phase phase,
        int second,
        long connected,
        long members,
        long offered,
        long accepted,
        long delivered,
        long skipped,
        long departed,
        Map<String, Long> errors,
        Latency latency) {

    /** RAMP until every peer is there or failed, READY once, then LOAD, DRAIN for what is on its way, DONE once. */
    enum Phase {
        RAMP,
        READY,
        LOAD,
        DRAIN,
        DONE
    }

    /**
     * Nanoseconds.
     *
     * @param accepted from when a signal was due to the server's answer
     * @param delivered from when it was due to its arrival
     * @param late from when it was due to when the generator sent it
     * @param open connecting with the session
     * @param join entering a room
     */
    record Latency(String accepted, String delivered, String late, String open, String join) {}
}
