package dev.parley.load.report;

/**
 * What became of the signals of a run, the warm-up included.
 *
 * @param offered were due
 * @param skipped of those, while no two members of a room were there to talk
 * @param accepted by the server
 * @param delivered to their recipients
 * @param departed not accepted, for sender or recipient was on its way out
 * @param lost accepted and not delivered though nobody ever left; with leaves in the load it cannot be told, and is 0
 * @param errors of all kinds, {@code lost} among them
 */
public record Counts(
        long offered, long skipped, long accepted, long delivered, long departed, long lost, long errors) {}
