package dev.parley.watch;

/**
 * Bounds of taps and timelines.
 *
 * @param mostTaps that a node carries at once; 0: none
 * @param bufferEntries that a lane keeps for one tap between two sendings
 * @param bufferBytes of signals' data that a lane keeps for one tap between two sendings
 * @param perSecond entries that one tap is given a second
 * @param calls that a lane remembers; 0: none
 * @param entries that a lane remembers of one call
 * @param laneEntries that a lane remembers of all calls
 * @param keepMs how long a lane remembers a call after its last entry
 */
public record WatchConfig(
        int mostTaps,
        int bufferEntries,
        int bufferBytes,
        int perSecond,
        int calls,
        int entries,
        int laneEntries,
        long keepMs) {
    /** Nothing is tapped or remembered. */
    public static final WatchConfig NOTHING = new WatchConfig(0, 0, 0, 0, 0, 0, 0, 0);
}
