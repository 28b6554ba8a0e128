package dev.parley.load.traffic;

/** An exchange of two members that never ends. Confined to their loop. */
interface Conversation {
    Step next();

    /**
     * One signal.
     *
     * @param back from the second member to the first
     * @param bytes of its data
     */
    record Step(boolean back, String type, int bytes) {}
}
